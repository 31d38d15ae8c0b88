using NtkRepro.Reporting.Export;

namespace NtkRepro.Reporting.Tests;

/// <summary>Where something is to be written is looked at before it is computed.</summary>
public sealed class PlacesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-options-").FullName;

    private string File => Path.Combine(folder, "file");

    private string Full => Path.Combine(folder, "full");

    public PlacesTests()
    {
        System.IO.File.WriteAllText(File, "mine");
        Directory.CreateDirectory(Full);
        System.IO.File.WriteAllText(Path.Combine(Full, "notes.txt"), "mine");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_export_goes_into_a_new_folder_or_an_empty_one()
    {
        Directory.CreateDirectory(Path.Combine(folder, "empty"));

        Assert.Null(ExportRules.To(Path.Combine(folder, "new", "deeper")));
        Assert.Null(ExportRules.To(Path.Combine(folder, "empty")));
    }

    [Fact]
    public void An_export_does_not_go_among_files_of_others_nor_below_a_file_nor_where_nothing_can_be_written()
    {
        Assert.Equal($"{Full} is not empty; name a new folder, or for Export an earlier one", ExportRules.To(Full));
        Assert.Equal($"{File} is a file; --to takes a folder", ExportRules.To(File));
        Assert.Equal($"{File} is a file, and a folder is needed there", ExportRules.To(Path.Combine(File, "export")));
        Assert.Equal("/proc cannot be written to", ExportRules.To("/proc/export"));
    }

    [Fact]
    public void A_file_is_written_anew_or_over_an_earlier_one()
    {
        Assert.Null(Places.Output(File));
        Assert.Null(Places.Output(Path.Combine(folder, "new", "plan.json")));
        Assert.Equal("mine", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_file_is_not_written_in_place_of_a_folder_nor_below_a_file()
    {
        Assert.Equal($"{Full} is a folder, and a file is to be written", Places.Output(Full));
        Assert.Equal($"{File} is a file, and a folder is needed there", Places.Output(Path.Combine(File, "plan.json")));
        Assert.Equal("/proc cannot be written to", Places.Output("/proc/plan.json"));
    }

    [Fact]
    public void A_store_may_be_full_of_files_but_is_none()
    {
        Assert.Null(Places.Folder(Full));
        Assert.Null(Places.Folder(Path.Combine(folder, "new")));
        Assert.Equal($"{File} is a file, and a folder is needed there", Places.Folder(File));
    }

    [Theory]
    [InlineData("Ada Lovelace", null)]
    [InlineData("Ada Lovelace <https://orcid.org/0000-0002-1825-0097>", null)]
    [InlineData("<https://orcid.org/0000-0002-1825-0097>", "there is no name in it")]
    [InlineData(
        "Ada Lovelace <0000-0002-1825-0097>",
        "in brackets stands an address, such as <https://orcid.org/0000-0002-1825-0097>"
    )]
    public void An_author_has_a_name_and_perhaps_an_address(string text, string? problem) =>
        Assert.Equal(problem, ExportRules.Author(text));

    [Fact]
    public void Nothing_is_left_of_the_look()
    {
        ExportRules.To(Path.Combine(folder, "new"));
        Places.Output(Path.Combine(folder, "new"));

        Assert.Equal([File, Full], Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal));
    }
}

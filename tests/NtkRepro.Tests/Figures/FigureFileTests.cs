using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

public sealed class FigureFileTests(DrawnFiles files) : IClassFixture<DrawnFiles>
{
    private static readonly string[] Extensions = ["svg", "pdf", "png"];

    [Fact]
    public void Every_figure_is_there_in_three_files()
    {
        foreach (var name in DrawnFiles.Names)
            Assert.All(Extensions, extension => Assert.True(new FileInfo(files.Of(name, extension)).Length > 0));
    }

    [Fact]
    public void The_stages_declare_and_publish_every_file()
    {
        using var folder = new TemporaryFolder();
        var definition = Reproduction.Load(Repository.Definition, folder.File("artifacts")).Definition;
        var declared = definition.Stage("figures").Outputs;

        var drawn =
            from name in FigureSet.Names
            from extension in Extensions
            select Path.ChangeExtension(name, extension);
        Assert.Equal(drawn.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
        Assert.Equal(Extensions.Select(e => $"*.{e}"), definition.Stage("figures").Publish);
        foreach (var list in new[] { definition.Stage("summary").Outputs, definition.Stage("summary").Publish })
            Assert.Equal(Extensions.Select(e => $"width.{e}"), list.Where(Names("width.")));

        static Func<string, bool> Names(string start) => o => o.StartsWith(start, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("pdf")]
    [InlineData("png")]
    public void A_file_for_which_there_is_no_room_is_a_failure(string extension)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the full device is Linux's");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File($"width.{extension}"), "/dev/full");

        var failure = Assert.Throws<IOException>(() =>
            FigureFile.Save(folder.File("width.svg"), SummaryFigures.Widths(SyntheticTables.Widths(1, "cifar-10")))
        );

        Assert.Contains($"width.{extension}", failure.Message, StringComparison.Ordinal);
    }

    // Skia counts ids on through all that a process draws.
    [Theory]
    [InlineData("svg")]
    [InlineData("pdf")]
    [InlineData("png")]
    public async Task The_same_tables_give_the_same_bytes_though_two_threads_draw_at_once(string extension)
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();

        await Task.WhenAll(Task.Run(() => DrawnFiles.Draw(one.File)), Task.Run(() => DrawnFiles.Draw(two.File)));

        foreach (var name in DrawnFiles.Names)
        {
            var expected = await File.ReadAllBytesAsync(files.Of(name, extension));
            Assert.Equal(expected, await File.ReadAllBytesAsync(one.File($"{name}.{extension}")));
            Assert.Equal(expected, await File.ReadAllBytesAsync(two.File($"{name}.{extension}")));
        }
    }
}

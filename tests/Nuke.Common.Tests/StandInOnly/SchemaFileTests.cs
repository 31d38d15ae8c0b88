using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests.StandInOnly;

public sealed class SchemaFileTests : BuildTests
{
    private string SchemaFile => Path.Combine(Sandbox.Root, ".nuke", "build.schema.json");

    [Fact]
    public void A_schema_that_has_not_changed_is_not_written_again()
    {
        var date = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Sandbox.Run(nameof(SchemaBuild));
        File.SetLastWriteTimeUtc(SchemaFile, date);

        Sandbox.Run(nameof(SchemaBuild));

        Assert.Equal(date, File.GetLastWriteTimeUtc(SchemaFile));
    }

    [Fact]
    public void A_schema_that_has_changed_replaces_the_earlier_one_and_leaves_nothing_else()
    {
        Sandbox.Run(nameof(ModesBuild));
        var earlier = File.ReadAllText(SchemaFile);

        Sandbox.Run(nameof(SchemaBuild));

        Assert.NotEqual(earlier, File.ReadAllText(SchemaFile));
        Assert.Equal([SchemaFile], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(SchemaFile)!));
    }

    [Fact]
    public void A_schema_that_cannot_be_written_is_warned_of_and_the_build_runs()
    {
        Directory.CreateDirectory(Path.Combine(SchemaFile, "in the way"));

        var result = Sandbox.Run(nameof(SchemaBuild), "Data");

        Assert.Equal(["Data"], result.Reports);
        Assert.Contains(
            "warning: The schema of the parameters was not written",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Equal([SchemaFile], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(SchemaFile)!));
    }

    [Fact]
    public void A_program_that_lies_in_no_project_writes_no_schema()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Sandbox.Root, "published")).FullName;
        foreach (
            var name in new[] { "Nuke.Common.Tests.dll", "Nuke.Common.Tests.runtimeconfig.json", "Nuke.Common.dll" }
        )
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(folder, name));
        Sandbox.Assembly = Path.Combine(folder, "Nuke.Common.Tests.dll");

        var result = Sandbox.Run(nameof(SchemaBuild), "Data");

        Assert.Equal(["Data"], result.Reports);
        Assert.False(File.Exists(SchemaFile));
    }
}

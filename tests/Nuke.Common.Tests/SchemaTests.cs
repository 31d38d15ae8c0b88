using System.Text.Json;
using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

/// <summary>
/// The schema that a build writes for editors. The expected file was made by hand from the rules of NUKE 10.1.0: the package's own
/// verified schemas give its layout, the names of its hosts and all that they say of the package's own parameters.
/// </summary>
public sealed class SchemaTests : BuildTests
{
    private const string File = ".nuke/build.schema.json";

    private static string Expected { get; } =
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", "SchemaBuild.schema.json"));

    [Fact]
    public void A_build_writes_the_schema_of_its_targets_and_parameters()
    {
        Sandbox.Run(nameof(SchemaBuild));

        Assert.Equal(Expected, Sandbox.Read(File).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("Data")]
    [InlineData("Hidden", "Data")]
    public void The_schema_is_brought_up_to_date_by_every_run(params string[] arguments)
    {
        Sandbox.Write(File, "{}");

        Sandbox.Run(nameof(SchemaBuild), arguments);

        Assert.Equal(Expected, Sandbox.Read(File).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_build_without_parameters_adds_none_to_those_of_every_build()
    {
        Sandbox.Run(nameof(NoDefaultBuild), "Something");

        using var schema = JsonDocument.Parse(Sandbox.Read(File));
        var allOf = schema.RootElement.GetProperty("allOf");
        Assert.Empty(allOf[0].EnumerateObject());
        Assert.Equal("#/definitions/NukeBuild", allOf[1].GetProperty("$ref").GetString());
        var targets = schema.RootElement.GetProperty("definitions").GetProperty("ExecutableTarget").GetProperty("enum");
        Assert.Equal(["Something"], targets.EnumerateArray().Select(x => x.GetString()));
    }

    [Fact]
    public void A_parameter_has_the_type_of_its_member()
    {
        Sandbox.Run(nameof(ModesBuild));

        using var schema = JsonDocument.Parse(Sandbox.Read(File));
        var properties = schema.RootElement.GetProperty("allOf")[0].GetProperty("properties");
        string[] expected =
        [
            """Big {"type":["integer","null"],"format":"int64"}""",
            """LearningRate {"type":"number","format":"double"}""",
            """Maybe {"type":["boolean","null"]}""",
            """alias {"type":"string"}""",
            """Settable {"type":"string"}""",
        ];
        var names = expected.Select(x => x.Split(' ')[0]);
        Assert.Equal(expected, names.Select(x => $"{x} {JsonSerializer.Serialize(properties.GetProperty(x))}"));
    }
}

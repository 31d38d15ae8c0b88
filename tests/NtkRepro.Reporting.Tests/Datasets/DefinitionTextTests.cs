using NtkRepro.Reporting.Datasets;

namespace NtkRepro.Reporting.Tests.Datasets;

public sealed class DefinitionTextTests
{
    private const string Definition = """
        parameters:
          datasets: # all of them
            mnist:
              kind: idx
            # a comment of the next
            words:
              kind: words

          training: { epochs: 3 }
        # presets of this project
        presets:
          default: {}

        stages:
          data: {}
        """;

    [Fact]
    public void Lines_are_added_at_the_end_of_a_section_and_nothing_else_changes()
    {
        var text = new DefinitionText(Definition);

        Assert.Equal(8, text.Add(["parameters", "datasets"], ["pets:", "  kind: folder"]));
        Assert.Equal(15, text.Add(["presets"], ["pets: {}"]));

        Assert.Equal(
            Definition
                .Replace("      kind: words\n", "      kind: words\n    pets:\n      kind: folder\n")
                .Replace("  default: {}\n", "  default: {}\n  pets: {}\n"),
            text.ToString()
        );
    }

    [Fact]
    public void Ends_of_lines_stay_as_they_are()
    {
        var text = new DefinitionText("presets:\r\n  default: {}\r\n");

        text.Add(["presets"], ["pets: {}"]);

        Assert.Equal("presets:\r\n  default: {}\r\n  pets: {}\r\n", text.ToString());
    }

    [Theory]
    [InlineData("presets: { default: {} }\n")]
    [InlineData("presets:\n")]
    [InlineData("other:\n  presets:\n    default: {}\n")]
    [InlineData("presets_of_mine:\n  default: {}\n")]
    public void A_section_that_is_not_written_in_lines_is_left_alone(string definition)
    {
        var text = new DefinitionText(definition);

        Assert.Null(text.Add(["presets"], ["pets: {}"]));
        Assert.Equal(definition, text.ToString());
    }
}

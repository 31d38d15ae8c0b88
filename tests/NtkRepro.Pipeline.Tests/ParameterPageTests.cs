namespace NtkRepro.Pipeline.Tests;

public sealed class ParameterPageTests : IDisposable
{
    private readonly ToyProject _project = new();
    private readonly string[] _lines;

    public ParameterPageTests() =>
        _lines = ParameterPage.Render(_project.Load().Definition, typeof(ToyParameters), "What is what.").Split('\n');

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_page_begins_with_title_and_introduction() =>
        Assert.Equal(["# Parameters", "", "What is what.", ""], _lines[..4]);

    [Fact]
    public void Each_part_of_the_record_has_a_section() =>
        Assert.Equal(
            ["## `run`", "## `models`", "## `data`", "## `training`", "## `kernel`"],
            _lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData(
        "| `training.epochs` | whole number from 0 to 1000 | `12` |  | Passes over the training set. | `parent`, `child` |"
    )]
    [InlineData("| `training.momentum` | number | `0.9` |  |  | `parent`, `child` |")]
    [InlineData("| `models.<name>.kind` | one of cnn, wide-mlp | required |  |  | `parent` |")]
    [InlineData("| `models.<name>.bias` | true or false | `true` |  |  | `parent` |")]
    [InlineData("| `models.<name>.channels` | list of whole number from 1 to 4096 | none |  |  | `parent` |")]
    [InlineData("| `kernel.block` | whole number | none |  |  | none |")]
    public void A_row_says_type_default_meaning_and_readers(string row) => Assert.Contains(row, _lines);

    [Fact]
    public void What_makes_instances_is_told_from_what_is_read()
    {
        Assert.Contains(
            _lines,
            l =>
                l.StartsWith("| `run.times` |", StringComparison.Ordinal)
                && l.EndsWith("| `parent`; instances of `child`, `kernel` |", StringComparison.Ordinal)
        );
        Assert.Contains(
            _lines,
            l =>
                l.StartsWith("| `run.models` |", StringComparison.Ordinal)
                && l.EndsWith("| instances of all but `data` |", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_is_in_no_key_is_named() =>
        Assert.Contains(
            _lines,
            l =>
                l.StartsWith("| `data.sources` |", StringComparison.Ordinal)
                && l.EndsWith("| `data`, not in its key |", StringComparison.Ordinal)
        );

    [Fact]
    public void Every_row_has_six_cells() =>
        Assert.All(
            _lines.Where(l => l.StartsWith('|')),
            l => Assert.Equal(7, l.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|'))
        );
}

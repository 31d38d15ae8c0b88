using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

/// <summary>Every kind of mistake in what a verification asks for. In the added text, ¦ marks where it must be found.</summary>
public sealed class VerificationCheckTests
{
    [Theory]
    [InlineData("claims: { fashion-mnist: { ¦cnm: [basin] } }", "unknown network 'cnm'; did you mean 'cnn'?")]
    [InlineData(
        "claims: { fashion-mnist: { cnn: [¦bassin] } }",
        "verification.claims.fashion-mnist.cnn[0]: 'bassin'; did you mean 'basin'?"
    )]
    public void A_mistake_is_told_with_line_and_column(string text, string message)
    {
        var mistake = Assert.Single(Mistakes(text, out var expected));

        Assert.Equal(expected, mistake.Location);
        Assert.Equal(message, mistake.Message);
    }

    [Fact]
    public void An_unknown_dataset_is_told_with_those_that_there_are()
    {
        var mistake = Assert.Single(Mistakes("claims: { ¦fashion: { cnn: [basin] } }", out var expected));

        Assert.Equal(expected, mistake.Location);
        Assert.StartsWith(
            "unknown dataset 'fashion'; valid: fashion-mnist, mnist,",
            mistake.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(", spam-assassin", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claims: { fashion-mnist: { cnn: [basin, match] } }")]
    [InlineData("claims: {}")]
    public void What_means_something_is_no_mistake(string text) => Assert.Empty(Mistakes(text, out _));

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(2, Mistakes("claims: { nothing: {}, fashion-mnist: { cnm: [] } }", out _).Count);

    // The project's definition with another section in a preset of its own.
    private static IReadOnlyList<Mistake> Mistakes(string text, out SourceLocation place)
    {
        using var folder = new TemporaryFolder();
        var yaml = File.ReadAllText(Repository.Definition);
        const string Before = "  added: { verification: { ";
        var added = $"{Before}{text.Replace("¦", "", StringComparison.Ordinal)} }} }}";
        var at = yaml.IndexOf("  default: {}\n", StringComparison.Ordinal);
        var path = folder.File("pipeline.yaml");
        File.WriteAllText(path, $"{yaml[..at]}{added}\n{yaml[at..]}");
        place = new SourceLocation(
            "pipeline.yaml",
            yaml[..at].Count(c => c == '\n') + 1,
            Before.Length + text.IndexOf('¦', StringComparison.Ordinal) + 1
        );
        try
        {
            Reproduction.Load(path, folder.File("artifacts"), root: Repository.Root, check: VerificationCheck.Run);
            return [];
        }
        catch (DefinitionException e)
        {
            return e.Mistakes;
        }
    }
}

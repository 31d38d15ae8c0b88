using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Tests.Results;

public sealed class PlainTableTests : IDisposable
{
    private static readonly (string, string)[] Settings = [("preset", "smoke"), ("run.seeds", "[0, 1]")];

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-plain-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_CSV_file_quotes_what_would_end_a_value_and_leaves_empty_what_is_no_number()
    {
        var path = Path.Combine(folder, "t.csv");

        CsvTable.Write(
            path,
            ["a", "b, c"],
            [
                ["x \"y\", z", 0.1 + 0.2],
                [double.NaN, true],
                [double.PositiveInfinity, 3],
            ]
        );

        Assert.Equal(
            ["a,\"b, c\"", "\"x \"\"y\"\", z\",0.30000000000000004", ",true", "inf,3"],
            File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')
        );
    }

    [Fact]
    public void A_LaTeX_table_has_a_row_for_each_claim_and_escapes_what_LaTeX_reads()
    {
        var claim = new ModelClaimRow(
            "own_data",
            "cnn",
            "match",
            "words",
            "30 % – 40 %",
            "",
            "",
            0.303,
            0.25,
            0.35,
            0.2,
            "",
            Verdicts.Holds
        );

        var text = LatexTable.Claims(
            [claim, claim with { Model = "resnet", Verdict = Verdicts.NotMeasured, Low = double.NaN }],
            Settings
        );

        Assert.StartsWith(
            "% \\usepackage{booktabs,longtable}\n% preset: smoke\n% run.seeds: [0, 1]\n\\begin{longtable}{llrll}\n\\toprule\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            @"\multicolumn{5}{l}{\textit{cnn on own\_data}} \\*"
                + "\n"
                + @"match & 30 \% -- 40 \% & 30 \% & [25, 35] & holds \\",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            @"\multicolumn{5}{l}{\textit{resnet on own\_data}} \\*"
                + "\n"
                + @"match & 30 \% -- 40 \% &  &  & not measured \\",
            text,
            StringComparison.Ordinal
        );
        Assert.All(text, c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void Headline_numbers_are_means_with_their_range_at_the_first_and_the_last_time()
    {
        RunRow Parent(int seed, double error, string outcome = "trained") =>
            new("parent", seed, 0, 0, "", 0.1, 20, 640, false, 0, 0, 0, 0, error, 0, error, outcome);
        var tables = new FigureTables
        {
            Runs = [Parent(0, 0.1), Parent(1, 0.3), Parent(2, 0.9, "at-chance")],
            Measures =
            [
                new("barrier", 0, 0, 0.4, 0.3, 0.5),
                new("barrier", 1, 0, 0.6, 0.5, 0.7),
                new("barrier", 0, 1, 0.2, 0.1, 0.3),
                new("barrier", 0, 3, 0.01, -0.01, 0.03),
                new("relu_distance", 0, 0, 1, 1, 1),
            ],
        };

        var rows = Headlines.Of("d", "m", tables);

        Assert.Equal(
            [
                new("d", "m", "test_error", "%", 20, 20, 10, 30, 2),
                new("d", "m", "barrier", "points", 0, 50, 40, 60, 2),
                new HeadlineRow("d", "m", "barrier", "points", 3, 1, -1, 3, 1),
            ],
            rows
        );
    }
}

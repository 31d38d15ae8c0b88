using System.Xml.Linq;
using NtkRepro.Tests.Support;
using Spectre.Console;

namespace NtkRepro.Reporting.Tests;

public sealed class VerificationTextTests
{
    private static readonly VerificationPart Whole = new("artifacts", "12 results are whole", [Passed("data")]);

    [Fact]
    public void Nothing_that_differs_is_a_line_for_each_part()
    {
        var report = new VerificationReport("smoke", [Whole, new("tables", "3 agree", [Passed("runs")])]);

        var lines = Lines(report);

        Assert.Equal(["artifacts: 12 results are whole", "tables: 3 agree", "", "Verified."], lines);
        Assert.Equal(ExitCodes.Success, report.ExitCode);
    }

    [Fact]
    public void What_was_not_looked_at_does_not_look_verified()
    {
        var skipped = VerificationPart.NotLookedAt("tables", VerificationOutcome.Skipped, "there is no reference");
        var report = new VerificationReport("paper", [Whole, skipped]);

        var lines = Lines(report);

        Assert.DoesNotContain("Verified.", lines);
        Assert.Equal("Verified, but not, or not all of: tables.", lines[^1]);
        Assert.Contains(lines, l => l.Contains("there is no reference", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_wins_over_what_could_not_be_done_and_that_over_success()
    {
        var notDone = VerificationPart.NotLookedAt("claims", VerificationOutcome.NotDone, "the run is incomplete");
        var failed = new VerificationPart("figures", "", [VerificationCase.Of("a.svg", ["it is missing"])]);

        Assert.Equal(ExitCodes.Failure, new VerificationReport("smoke", [Whole, notDone]).ExitCode);
        Assert.Equal(ExitCodes.Difference, new VerificationReport("smoke", [Whole, notDone, failed]).ExitCode);
        Assert.Equal("Not verified.", Lines(new VerificationReport("smoke", [Whole, notDone]))[^1]);
    }

    [Fact]
    public void The_worst_differences_come_first_and_many_are_counted()
    {
        var differences = Enumerable
            .Range(1, 30)
            .Select(i => Difference($"seed {i}", "share", 0.5, 0.5 + (i * 0.01)))
            .Append(
                new VerificationDifference("metrics/cnn/runs.parquet", "parent, seed 0", "", "there", "no such row")
            );

        var lines = Lines(Report([.. differences]));

        var rows = lines.Where(l => l.StartsWith("      ", StringComparison.Ordinal)).Skip(1).ToList();
        // 20 lines: two tables, nine rows of them, and a difference in each.
        Assert.Equal(9, rows.Count);
        Assert.Contains("no such row", rows[0], StringComparison.Ordinal);
        Assert.Contains("0.8", rows[1], StringComparison.Ordinal);
        Assert.Contains("    seed 30", lines);
        Assert.DoesNotContain("    seed 1", lines);
        Assert.Contains("  and 22 more", lines);
    }

    [Fact]
    public void Everything_is_said_where_that_is_asked_for()
    {
        var differences = Enumerable.Range(1, 30).Select(i => Difference($"seed {i}", "share", 0.5, 0.5 + (i * 0.01)));

        var lines = Lines(console => VerificationText.Print(Report([.. differences]).Parts[0], console, isWhole: true));

        Assert.Equal(30, lines.Count(l => l.StartsWith("    seed ", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.Contains(" more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_says_reference_here_and_difference()
    {
        var lines = Lines(Report([Difference("seed 3", "test_error", 0.2652, 0.2774)]));

        var row = lines.Single(l => l.Contains("test_error", StringComparison.Ordinal));
        Assert.Equal(
            ["test_error", "0.2652", "0.2774", "0.0122"],
            row.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public void Every_line_fits_80_columns()
    {
        VerificationDifference[] differences =
        [
            Difference(
                "linearized, seed 2147483647, time 123456.789012345, rate 0.000001, child 1000, epoch 123456.789",
                "gradient_similarity",
                -1.2345678901234567e-300,
                -9.87654321098765e+300
            ),
            new("metrics/fashion-mnist-wide-resnet/claims.parquet", "basin", "ours", new string('x', 90), "y"),
        ];
        var messages = new VerificationPart(
            "artifacts",
            "",
            [VerificationCase.Of("linearized", [.. Enumerable.Repeat("a word and ", 30)])]
        );

        var lines = Lines(new VerificationReport("smoke", [messages, .. Report(differences).Parts]));

        Assert.All(lines, l => Assert.True(l.Length <= 80, l));
    }

    [Fact]
    public void The_file_for_ci_has_a_suite_for_each_part_and_a_case_for_each_thing()
    {
        using var folder = new TemporaryFolder();
        var report = new VerificationReport(
            "smoke",
            [
                Whole,
                new("tables", "", [Passed("a"), Table([Difference("seed 3", "share", 1, 2)])]),
                VerificationPart.NotLookedAt("claims", VerificationOutcome.Skipped, "none is required"),
                VerificationPart.NotLookedAt("figures", VerificationOutcome.NotDone, "incomplete"),
            ]
        );
        var path = Path.Combine(folder.File("new"), "junit.xml");

        VerificationJUnit.Write(report, path);

        var root = XDocument.Load(path).Root!;
        Assert.Equal(
            ["artifacts 1 0 0 0", "tables 2 1 0 0", "claims 1 0 0 1", "figures 1 0 1 0"],
            root.Elements("testsuite")
                .Select(s =>
                    $"{s.Attribute("name")!.Value} {Of(s, "tests")} {Of(s, "failures")} {Of(s, "errors")} {Of(s, "skipped")}"
                )
        );
        var failure = Assert.Single(root.Descendants("failure"));
        Assert.Contains("seed 3: share: reference 1, here 2", failure.Value, StringComparison.Ordinal);
        Assert.Equal("none is required", Assert.Single(root.Descendants("skipped")).Attribute("message")!.Value);
        Assert.Equal("incomplete", Assert.Single(root.Descendants("error")).Attribute("message")!.Value);

        static string Of(XElement suite, string name) => suite.Attribute(name)!.Value;
    }

    [Fact]
    public void A_character_that_XML_cannot_hold_is_replaced_in_JUnit_files()
    {
        using var folder = new TemporaryFolder();
        var said = VerificationCase.Of("a\u0001", ["'\u001b[31mrun\u0000' is no column\n\ttwo \ud83d\ude00 \ud83d"]);
        var path = folder.File("junit.xml");

        VerificationJUnit.Write(new VerificationReport("smoke", [new("tables", "", [said])]), path);

        var element = Assert.Single(XDocument.Load(path).Descendants("testcase"));
        Assert.Equal("a\ufffd", element.Attribute("name")!.Value);
        Assert.Equal("'\ufffd[31mrun\ufffd' is no column\n\ttwo \ud83d\ude00 \ufffd", element.Value);
    }

    private static VerificationCase Passed(string name) => VerificationCase.Of(name, []);

    private static VerificationCase Table(IReadOnlyList<VerificationDifference> differences) =>
        new("runs", VerificationOutcome.Failed, [], differences);

    private static VerificationReport Report(IReadOnlyList<VerificationDifference> differences) =>
        new("smoke", [new VerificationPart("tables", "", [Table(differences)])]);

    private static VerificationDifference Difference(string row, string column, double a, double b) =>
        new("metrics/cnn/components.parquet", row, column, $"{a:R}", $"{b:R}", Math.Abs(a - b));

    private static List<string> Lines(VerificationReport report) =>
        Lines(console => VerificationText.Print(report, console));

    private static List<string> Lines(Action<IAnsiConsole> print)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }
        );
        console.Profile.Width = 80;
        print(console);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];
    }
}

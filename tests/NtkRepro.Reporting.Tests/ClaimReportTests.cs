using NtkRepro.Metrics;
using Spectre.Console;

namespace NtkRepro.Reporting.Tests;

public sealed class ClaimReportTests
{
    private static readonly (string Id, string Paper)[] Claims =
    [
        ("basin", "2 to 3 epochs"),
        ("transient", "fast, then constant"),
        ("factor3", "3 at epochs 3 to 4 (0.6 → 0.2)"),
        ("match", "15 % to 45 % of T"),
        ("advantage", "vanishes together"),
        ("universal", "all of them"),
    ];

    [Fact]
    public void Two_networks_stand_side_by_side_with_their_intervals()
    {
        var lines = Print(Of("spam", "mlp"), Of("spam", "cnn")).TrimEnd().Split('\n');

        Assert.Equal(
            [
                "Claims of the paper on spam, with 95 % intervals",
                $"{"claim", -11}{"paper", -21}{"mlp", -25}cnn",
                $"{"basin", -11}{"2 to 3 epochs", -21}{"✓ epoch 0.42 [0.1, 0.5]", -25}✓ epoch 0.42 [0.1, 0.5]",
            ],
            lines.Take(3).Select(l => l.TrimEnd())
        );
        Assert.Contains(lines, l => l.Contains("✗ 42 % [10, 50]", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_networks_with_their_claims_leave_room_on_a_screen()
    {
        var lines = Print(Of("spam", "mlp"), Of("spam", "cnn")).TrimEnd().Split('\n');

        // Title, headings, six claims, the one over all, and the legend.
        Assert.Equal(10, lines.Length);
    }

    [Fact]
    public void Several_networks_end_with_the_claim_over_all_of_them()
    {
        Assert.Contains("Over all: ", Print(Of("spam", "mlp"), Of("spam", "cnn")), StringComparison.Ordinal);
        Assert.DoesNotContain("Over all", Print(Of("spam", "mlp")), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_networks_share_tables_that_fit_80_columns()
    {
        string[] models = ["mlp", "cnn", "lenet", "resnet-batch-norm", "resnet-group-norm", "wide-resnet", "linear"];
        var rows = models.Select(m => Of("fashion-mnist", m)).Append(Of("spam", "mlp")).ToArray();

        var text = Print(rows);

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.All(models, model => Assert.Contains(model, text, StringComparison.Ordinal));
        Assert.Contains("on spam", text, StringComparison.Ordinal);
        Assert.Contains("✓ epoch 0.42", text, StringComparison.Ordinal);
        Assert.Contains("✗ 42 %", text, StringComparison.Ordinal);
        Assert.Contains("? 0.42 ×", text, StringComparison.Ordinal);
        Assert.Contains("gap 42 %", text, StringComparison.Ordinal);
        // A heading for each network, though their dataset's claims are repeated in as many tables as it takes.
        Assert.Equal(8, text.Split('\n').Where(l => l.Contains("paper", StringComparison.Ordinal)).Sum(Headings));

        int Headings(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(models.Contains);
    }

    [Fact]
    public void Every_verdict_has_a_sign_of_its_own_and_the_legend_says_which()
    {
        var text = Print(Of("spam", "mlp"));

        Assert.EndsWith(
            "✓ holds, ✗ does not hold, ? undecided, ○ not testable, – not measured\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(["basin ✓ epoch 0.42 [0.1, 0.5]", "transient –", "factor3 ✓ gap 42 % [10, 50]"], Signs().Take(3));
        Assert.Equal(["match ✗ 42 % [10, 50]", "advantage ○", "universal ? 0.42 × [0.1, 0.5]"], Signs().Skip(3));

        IEnumerable<string> Signs() =>
            text.Split('\n').Skip(2).Take(6).Select((l, i) => $"{Claims[i].Id} {l[32..].TrimEnd()}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_claim_takes_one_line_of_its_table(int count)
    {
        var text = Print([.. Enumerable.Range(0, count).Select(i => Of("fashion-mnist", $"network-{i}"))]);

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        var tables = text.Split('\n').Count(l => l.StartsWith("claim ", StringComparison.Ordinal));
        Assert.All(
            Claims,
            c => Assert.Equal(tables, text.Split('\n').Count(l => l.StartsWith(c.Id, StringComparison.Ordinal)))
        );
        // Nothing stands between or within tables but their title, headings, claims, the one over all, which may take two lines, and the legend.
        var rest = text.TrimEnd().Split('\n').Length - (1 + (7 * tables) + 1);
        Assert.InRange(rest, count > 1 ? 1 : 0, count > 1 ? 2 : 0);
    }

    private static ModelClaimRow[] Of(string dataset, string model) =>
        [
            .. Claims.Select(c => new ModelClaimRow(
                dataset,
                model,
                c.Id,
                "",
                c.Paper,
                "",
                "in words",
                0.42,
                0.1,
                0.5,
                c.Id == "factor3" ? 0.67 : 2,
                "",
                c.Id switch
                {
                    "match" => "does not hold",
                    "transient" => "not measured",
                    "advantage" => "not testable",
                    "universal" => "undecided",
                    _ => "holds",
                }
            )),
        ];

    private static string Print(params ModelClaimRow[][] models)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = 80;
        ClaimReport.Print([.. models.SelectMany(m => m)], console);
        return text.ToString();
    }
}

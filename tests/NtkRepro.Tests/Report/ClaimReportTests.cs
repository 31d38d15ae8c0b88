using NtkRepro.Metrics;
using NtkRepro.Report;
using Spectre.Console;

namespace NtkRepro.Tests.Report;

public sealed class ClaimReportTests
{
    private static readonly (string Id, string Paper)[] Claims =
    [
        ("basin", "2 to 3 epochs"),
        ("transient", "fast, then constant"),
        ("factor3", "3 at epochs 3 to 4"),
        ("match", "15 % to 45 % of T"),
        ("advantage", "vanishes together"),
        ("universal", "all of them"),
    ];

    [Fact]
    public void Few_networks_have_a_table_each_with_words_and_interval()
    {
        var text = Print(Of("spam", "mlp"), Of("spam", "cnn"));

        Assert.Contains("Claims of the paper, mlp on spam", text, StringComparison.Ordinal);
        Assert.Contains("Claims of the paper, cnn on spam", text, StringComparison.Ordinal);
        Assert.Contains("0.42 [0.1, 0.5]", text, StringComparison.Ordinal);
        Assert.Contains("Over all networks and datasets", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_network_has_no_line_over_all_of_them() =>
        Assert.DoesNotContain("Over all", Print(Of("spam", "mlp")), StringComparison.Ordinal);

    [Fact]
    public void Many_networks_share_a_matrix_for_each_dataset_that_fits_80_columns()
    {
        string[] models = ["mlp", "cnn", "lenet", "resnet-batch-norm", "resnet-group-norm", "wide-resnet", "linear"];
        var rows = models.Select(m => Of("fashion-mnist", m)).Append(Of("spam", "mlp")).ToArray();

        var text = Print(rows);

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.All(models, model => Assert.Contains(model, text, StringComparison.Ordinal));
        Assert.Contains("on spam", text, StringComparison.Ordinal);
        Assert.Contains("✓ epoch 0.42", text, StringComparison.Ordinal);
        Assert.Contains("✗ 42 %", text, StringComparison.Ordinal);
        Assert.Contains("–", text, StringComparison.Ordinal);
        // A heading for each network, though their dataset's claims are repeated in as many tables as it takes.
        Assert.Equal(8, text.Split('\n').Where(l => l.Contains("paper", StringComparison.Ordinal)).Sum(Headings));

        int Headings(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(models.Contains);
    }

    private static ModelClaimRow[] Of(string dataset, string model) =>
        [
            .. Claims.Select(c => new ModelClaimRow(
                dataset,
                model,
                c.Id,
                "",
                c.Paper,
                "0.42 [0.1, 0.5]",
                0.42,
                0.1,
                0.5,
                c.Id switch
                {
                    "match" => "does not hold",
                    "transient" => "not measured",
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

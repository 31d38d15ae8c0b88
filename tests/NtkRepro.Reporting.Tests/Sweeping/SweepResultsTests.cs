using NtkRepro.Data;
using NtkRepro.Figures;
using NtkRepro.Reporting.Sweeping;
using NtkRepro.Reporting.Tests.Comparing;

namespace NtkRepro.Reporting.Tests.Sweeping;

/// <summary>What the runs of a sweep found stands against the parameters that vary.</summary>
public sealed class SweepResultsTests : IDisposable
{
    private readonly SampleRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Tables_have_the_parameters_as_their_first_columns()
    {
        Sweep("level={0.25, 0.75}", "kind={plain, other}").WriteTables(runs.Folder);

        var rows = Table.Read<Row>(Path.Combine(runs.Folder, "claims.parquet"));
        Assert.Equal(
            [(0.25, "plain"), (0.25, "other"), (0.75, "plain"), (0.75, "other")],
            rows.Where(r => r is { Model: "cnn", Id: "match" }).Select(r => (r.Level, r.Kind))
        );
        Assert.Equal(
            ["holds", "holds", "does not hold", "does not hold"],
            rows.Where(r => r is { Model: "cnn", Id: "match" }).Select(r => r.Verdict)
        );
        Assert.StartsWith(
            "level,kind,run,dataset,model,measure,unit,time,value,low,high,seeds\n0.25,plain,",
            File.ReadAllText(Path.Combine(runs.Folder, "headlines.csv")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_figure_shows_each_number_against_the_parameter()
    {
        var panels = SweepFigures.Of(Sweep("level={0.1, 1, 0.01}")).Single(n => n.Network == "cnn on digits").Panels;

        var parents = panels.Single(p => p.Title == "Parents");
        Assert.Equal(("level", Scale.Logarithmic), (parents.X.Label, parents.X.Scale));
        Assert.Equal(
            [(0.01, 0.5), (0.1, 5.0), (1.0, 50.0)],
            Assert.Single(parents.Items.OfType<Curve>()).Points.Select(p => (p.X, Math.Round(p.Mean, 9)))
        );
    }

    [Fact]
    public void Texts_lie_one_after_the_other_and_other_parameters_make_curves()
    {
        var panels = SweepFigures.Of(Sweep("kind={plain, other}", "level={0.25, 0.5}"))[0].Panels;

        var parents = panels.Single(p => p.Title == "Parents");
        Assert.Equal("kind: 1 plain, 2 other", parents.X.Label);
        Assert.Equal(["0.25", "0.5"], parents.Items.OfType<Curve>().Select(c => c.Name));
        Assert.Equal([1, 2], parents.Items.OfType<Curve>().First().Points.Select(p => p.X));
    }

    [Fact]
    public void A_network_that_nothing_changes_is_told()
    {
        Assert.Empty(Sweep("level={0.25, 0.75}").Unchanged);
        Assert.Equal(
            [
                "cnn on digits is the same in all runs: nothing that it depends on varies. It may have a value of its own (models.cnn).",
                "mlp on digits is the same in all runs: nothing that it depends on varies. It may have a value of its own (models.mlp).",
            ],
            Sweep("unread={b, c}").Unchanged
        );
    }

    [Fact]
    public void It_fits_a_screen_and_a_page()
    {
        var sweep = Sweep("level={0.25, 0.75}");
        using var console = new FakeConsole();

        SweepText.Print(sweep, console.Console);

        Assert.All(console.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal("Sweep 'default-level-0.25-0.75': preset default, level={0.25, 0.75}", console.Lines[0]);
        Assert.Contains(
            console.Lines,
            l => l.StartsWith("0.25   ✓○      12.5 %  –           –          6.3 pt", StringComparison.Ordinal)
        );
        var html = ReportXml.Parse(SweepPage.Of(sweep, []));
        Assert.Contains("✗ 75 %", html.Descendants().Select(e => e.Value));
    }

    private SweepResults Sweep(params string[] sets)
    {
        var (plan, result) = runs.Run(sets);
        return SweepResults.Of(plan, result, "default-level-0.25-0.75");
    }

    private sealed record Row(double Level, string Kind, string Model, string Id, string Verdict);
}

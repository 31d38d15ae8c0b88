using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Comparing;

namespace NtkRepro.Reporting.Tests.Comparing;

/// <summary>Two runs side by side: what differs comes first, and all of it is joined.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly SampleRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void A_share_of_a_gap_is_no_headline_where_the_claim_on_it_is_not_testable()
    {
        var run = runs.Compared();
        var comparison = Comparison.Of(run, run);

        Assert.Contains(comparison.Measures, m => m.Measure == "gap_closed");
        Assert.DoesNotContain(comparison.Headlines, h => h.Measure == "gap_closed");
    }

    [Fact]
    public void Verdicts_that_changed_come_first_and_numbers_have_their_difference()
    {
        var comparison = Comparison.Of(runs.Compared(), runs.Compared("level=0.75"));

        Assert.Equal(["match", "match", "universal", "universal"], comparison.Claims.Select(c => c.Id));
        Assert.Equal([true, true, false, false], comparison.Claims.Select(c => c.Changed));
        var claim = comparison.Claims[0];
        Assert.Equal((Verdicts.Holds, Verdicts.DoesNotHold), (claim.VerdictA, claim.VerdictB));
        Assert.Equal((0.5, 0.75, 0.25), (claim.ValueA, claim.ValueB, claim.Difference));
        Assert.Equal([new ComparedParameter("level", "0.5", "0.75")], comparison.Parameters);
        var last = comparison.Headlines.Last(h => h is { Model: "mlp", Measure: "barrier" });
        Assert.Equal((2, 12.5, 18.75, 6.25), (last.Time, last.ValueA, last.ValueB, last.Difference));
    }

    [Fact]
    public void What_one_run_alone_has_is_told_so()
    {
        var comparison = Comparison.Of(runs.Compared(), runs.Compared("run.networks=[cnn]"));

        var missing = comparison.Claims.Where(c => c.Model == "mlp").ToList();
        Assert.Equal(2, missing.Count);
        Assert.All(missing, c => Assert.Equal(("", true), (c.VerdictB, c.Changed)));
        Assert.All(comparison.Headlines.Where(h => h.Model == "mlp"), h => Assert.True(double.IsNaN(h.Difference)));
    }

    [Fact]
    public void It_fits_a_screen()
    {
        using var console = new FakeConsole();

        ComparisonText.Print(
            Comparison.Of(runs.Compared(), runs.Compared("level=0.75", "kind=another-word-of-some-length")),
            console.Console
        );

        Assert.All(console.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("2 of 4 verdicts differ; these come first.", console.Lines);
        Assert.Contains("match      cnn      ✓ 50 %          ✗ 75 %        ", console.Lines);
        Assert.Contains("B  default-level-0.75-kind-another-word-of-some-length: preset default,", console.Lines);
    }

    [Fact]
    public void The_page_is_well_formed_and_marks_what_changed()
    {
        var panel = new Panel("Error barrier", "time (epochs)", "test error (%)");
        panel.Curves([("a", [CurvePoints.Of(0, [1])]), ("b", [CurvePoints.Of(0, [2])])]);

        var page = ComparisonPage.Of(
            Comparison.Of(runs.Compared(), runs.Compared("level=0.75")),
            [("cnn on digits", new Figure(1, [panel]))],
            "tables"
        );

        var html = ReportXml.Parse(page);
        var marked = html.Descendants().Where(e => e.Has("class", "marked")).ToList();
        Assert.Equal(2, marked.Count);
        Assert.Contains("tables/claims.csv", html.All("a").Select(a => a.Get("href")));
        Assert.Single(html.Descendants(), e => e.Has("class", "chart"));
    }
}

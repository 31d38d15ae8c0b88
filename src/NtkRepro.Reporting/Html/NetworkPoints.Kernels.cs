using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of the parent: its kernels, its sensitivity, and the plane of its trajectories.</summary>
internal sealed partial class NetworkPoints
{
    private const int MostSpectra = 8;

    private PanelPoints Velocity()
    {
        var y = new Quantity("kernel velocity", " per epoch", IsLog: true);
        var curve = PanelPoints.Curve(
            "",
            tables.KernelVelocities,
            (Epoch, v => v.Time),
            (y, v => v.Velocity),
            rows => InstanceNames.Together(rows.SelectMany(v => Both(v.Seed, v.Time, v.Time + v.Interval)))
        );
        return new PanelPoints(Epoch, y, [curve]);
    }

    private PanelPoints Spectrum(string what, Func<SpectrumRow, double> value, bool isLog = false)
    {
        var y = new Quantity(what, "", isLog);
        return new PanelPoints(
            Epoch,
            y,
            [PanelPoints.Curve("", tables.Spectra, (Epoch, s => s.Time), (y, value), SpectrumNames)]
        );
    }

    private PanelPoints Within()
    {
        var y = new Quantity("mean cosine");
        return new PanelPoints(
            Epoch,
            y,
            [
                PanelPoints.Curve(
                    "same class",
                    tables.Spectra,
                    (Epoch, s => s.Time),
                    (y, s => s.SameClass),
                    SpectrumNames
                ),
                PanelPoints.Curve(
                    "other class",
                    tables.Spectra,
                    (Epoch, s => s.Time),
                    (y, s => s.OtherClass),
                    SpectrumNames
                ),
            ]
        );
    }

    private PanelPoints Shares() =>
        ByTime(
            tables.Eigenvalues,
            e => e.Time,
            MostSpectra,
            (new Quantity("rank", IsLog: true), e => e.Rank),
            (new Quantity("share of the trace", IsLog: true), e => e.Share > 0 ? e.Share : double.NaN),
            e => names.Find("spectrum", e.Seed, e.Time)
        );

    private PanelPoints Exponent()
    {
        var (x, y) = (new Quantity("time of the perturbation", " epochs"), new Quantity("exponent", " per epoch"));
        var curve = PanelPoints.Curve(
            "",
            tables.Sensitivities,
            (x, s => s.Time),
            (y, s => s.Exponent),
            rows => Names(rows, s => names.Find("sensitivity", s.Seed, s.Time))
        );
        return new PanelPoints(x, y, [curve]);
    }

    private PanelPoints Separation() =>
        ByTime(
            tables.Separations,
            s => s.Time,
            MostTimes,
            (new Quantity("since", " epochs"), s => s.Elapsed),
            (new Quantity("RMS distance of logits", IsLog: true), s => s.Distance > 0 ? s.Distance : double.NaN),
            s => names.Find("sensitivity", s.Seed, s.Time)
        );

    private PanelPoints Trained()
    {
        var y = new Quantity("test error", " %");
        return new PanelPoints(
            Onset,
            y,
            [Of("kernel regression", r => 100 * r.RegressionError), Of("gradient descent", r => 100 * r.DescentError)]
        );

        PointSeries Of(string name, Func<RegressionRow, double> value) =>
            PanelPoints.Curve(name, tables.Regressions, (Onset, r => r.Time), (y, value), RegressionNames);
    }

    private PanelPoints Regression(string what, string unit, Func<RegressionRow, double> value, bool definite = false)
    {
        var y = new Quantity(what, unit, IsLog: true);
        var rows = tables.Regressions.Where(r => !definite || !r.Singular);
        return new PanelPoints(
            Onset,
            y,
            [PanelPoints.Curve("", rows, (Onset, r => r.Time), (y, value), RegressionNames)]
        );
    }

    // Run by run in the order of the figure, the parent last; at the base rate, of the first seed.
    private PanelPoints Plane(string kind)
    {
        var (x, y) = (new Quantity("first component"), new Quantity("second component"));
        var seed = tables.Trajectories.Select(t => t.Seed).Distinct().Order().FirstOrDefault();
        var rows = tables
            .Trajectories.Where(t => t.Seed == seed && t.Rate == Rates.Base && (t.Kind == "parent" || t.Kind == kind))
            .Where(t => double.IsFinite(t.First) && double.IsFinite(t.Second))
            .ToList();
        var keys = rows.Where(t => t.Kind == kind).Select(t => CurvePoints.Key(t.Time)).Distinct().Order().ToList();
        var drawn = Times.Some(keys, MostTimes);
        var runs = rows.Where(t => t.Kind == "parent" || drawn.Contains(CurvePoints.Key(t.Time)))
            .GroupBy(t => (IsParent: t.Kind == "parent", t.Time, t.Child))
            .OrderBy(g => g.Key);
        return new PanelPoints(
            x,
            y,
            [
                .. runs.Select(run =>
                {
                    var first = run.First();
                    var name = run.Key.IsParent
                        ? names.Find("parent", seed)
                        : names.Find(kind, seed, first.Time, RateName(first.Rate), first.Child);
                    var label = run.Key.IsParent ? "parent" : Times.Name(first.Time);
                    return new PointSeries(
                        label,
                        [
                            .. run.OrderBy(t => t.Epoch)
                                .Select(t => new DataPoint(
                                    t.First,
                                    t.Second,
                                    $"{label}, epoch {Numbers.Text(t.Epoch)}\n{Numbers.Text(t.First)}, {Numbers.Text(t.Second)}\n{name}"
                                )),
                        ]
                    );
                }),
            ]
        );
    }

    private IEnumerable<string?> Both(int seed, double from, double to) =>
        [names.Find("kernel", seed, from), names.Find("kernel", seed, to)];

    private string SpectrumNames(IEnumerable<SpectrumRow> rows) =>
        Names(rows, s => names.Find("spectrum", s.Seed, s.Time));

    private string RegressionNames(IEnumerable<RegressionRow> rows) =>
        Names(rows, r => names.Find("regression", r.Seed, r.Time));
}

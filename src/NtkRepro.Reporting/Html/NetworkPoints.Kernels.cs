using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of the parent: its kernels, its sensitivity, and the plane of its trajectories.</summary>
internal sealed partial class NetworkPoints
{
    private const int MostSpectra = 8;

    private PanelPoints Velocity(string what, Func<KernelVelocityRow, double> value)
    {
        var y = new Quantity(what, " per epoch", Scale.Logarithmic);
        var curve = PanelPoints.Curve(
            "",
            tables.KernelVelocities,
            (Epoch, v => v.Time),
            (y, value),
            rows => InstanceNames.Together(rows.SelectMany(v => Both(v.Seed, v.Time, v.Time + v.Interval)))
        );
        return new PanelPoints(Epoch, y, [curve]);
    }

    private PanelPoints Spectrum(string what, Func<SpectrumRow, double> value, Scale scale = Scale.Linear)
    {
        var y = new Quantity(what, "", scale);
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
            (new Quantity("rank", Scale: Scale.Logarithmic), e => e.Rank),
            (new Quantity("share of the trace", Scale: Scale.Logarithmic), e => e.Share > 0 ? e.Share : double.NaN),
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
            (
                new Quantity("RMS distance of logits", Scale: Scale.Logarithmic),
                s => s.Distance > 0 ? s.Distance : double.NaN
            ),
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
        var y = new Quantity(what, unit, Scale: Scale.Logarithmic);
        var rows = tables.Regressions.Where(r => !definite || !r.Singular);
        return new PanelPoints(
            Onset,
            y,
            [PanelPoints.Curve("", rows, (Onset, r => r.Time), (y, value), RegressionNames)]
        );
    }

    // Run by run in the order of the figure, the parent last; of the first seed.
    private PanelPoints Plane(string plane, string kind)
    {
        var (x, y) = (new Quantity("first component"), new Quantity("second component"));
        var seed = tables.Trajectories.Select(t => t.Seed).Distinct().Order().FirstOrDefault();
        var rows = tables
            .Trajectories.Where(t => t.Seed == seed && t.Plane == plane)
            .Where(t => double.IsFinite(t.First) && double.IsFinite(t.Second))
            .ToList();
        var keys = rows.Where(t => t.Kind == kind).Select(t => CurvePoints.Key(t.Time)).Distinct().Order().ToList();
        var drawn = Times.Some(keys, MostTimes);
        var runs = rows.Where(t => t.Kind == "parent" || drawn.Contains(CurvePoints.Key(t.Time)))
            .GroupBy(t => (IsParent: t.Kind == "parent", t.Time, t.Variant))
            .OrderBy(g => (g.Key.IsParent, g.Key.Time))
            .ThenBy(g => g.Key.Variant, StringComparer.Ordinal);
        return new PanelPoints(
            x,
            y,
            [
                .. runs.Select(run =>
                {
                    var first = run.First();
                    var name = names.Find(first.Kind, seed, first.Time, first.Variant);
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

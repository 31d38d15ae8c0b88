using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of children, and of linearized networks beside their controls.</summary>
internal sealed partial class NetworkPoints
{
    private PanelPoints Pairs(string what, string unit, Func<PairRow, double> value)
    {
        var y = new Quantity(what, unit);
        return new PanelPoints(Spawn, y, [Pairs("", y, value)]);
    }

    private PanelPoints Barrier()
    {
        var y = new Quantity("error barrier", " points");
        return new PanelPoints(
            Spawn,
            y,
            [
                Pairs("training images", y, p => 100 * p.TrainErrorBarrier),
                Pairs("test images", y, p => 100 * p.TestErrorBarrier),
            ]
        );
    }

    private PointSeries Pairs(string name, Quantity y, Func<PairRow, double> value) =>
        PanelPoints.Curve(
            name,
            tables.Barriers,
            (Spawn, p => p.Time),
            (y, value),
            rows => Names(rows, p => names.Find("barrier", p.Seed, p.Time))
        );

    private PanelPoints Between(string what, Func<CurveRow, double> error) =>
        ByTime(
            tables.BarrierCurves,
            c => c.Time,
            MostTimes,
            (new Quantity("α"), c => c.Alpha),
            (new Quantity(what, " %"), c => 100 * error(c)),
            c => names.Find("barrier", c.Seed, c.Time)
        );

    private PanelPoints NtkError()
    {
        var y = new Quantity("test error", " %");
        return new PanelPoints(
            Onset,
            y,
            [
                Of("linearized", o => o.NtkError, "linearized"),
                Of("nonlinear control", o => o.ControlError, "control", "same"),
                Of("linear probe", o => o.ProbeError, "probe"),
                // What is linearized is measured before it is trained.
                Of("parent at onset", o => o.ParentError, "linearized"),
                Of("control, frozen statistics", o => o.FrozenControlError, "control", "frozen"),
            ]
        );

        PointSeries Of(string name, Func<OnsetRow, double> error, string stage, string variant = "") =>
            PanelPoints.Curve(
                name,
                tables.Onsets,
                (Onset, o => o.Time),
                (y, o => 100 * error(o)),
                rows => Names(rows, o => names.Find(stage, o.Seed, o.Time, variant))
            );
    }

    private PanelPoints Gap() => Over(Onset, new Quantity("gap closed", " %"), (Curve: "", Measure: "gap_closed"));

    private PanelPoints Advantage() =>
        Over(
            new Quantity("onset or spawn time", " epochs", Scale.Time),
            new Quantity("test error", " points"),
            ("nonlinear advantage", "nonlinear_advantage"),
            ("error barrier", "barrier"),
            ("advantage, frozen statistics", "frozen_advantage")
        );

    // Measures over time, in percent of the images.
    private PanelPoints Over(Quantity x, Quantity y, params (string Curve, string Measure)[] curves)
    {
        return new PanelPoints(x, y, [.. curves.Select(c => Of(c.Curve, c.Measure))]);

        PointSeries Of(string name, string measure)
        {
            var at = tables
                .Measures.Where(m => m.Measure == measure && double.IsFinite(m.Value))
                .ToLookup(m => CurvePoints.Key(m.Time));
            var points = Measured.Points(tables, measure, 100);
            return PanelPoints.Curve(name, points, x, y, time => Sources(measure, at[CurvePoints.Key(time)]));
        }
    }

    // A point for each seed and time at which both were measured.
    private PanelPoints Against(string first, string second)
    {
        var ((x, byX), (y, byY)) = (Axis(first), Axis(second));
        var rows = tables.Measures.Where(m => double.IsFinite(m.Value)).ToList();
        return new PanelPoints(
            x,
            y,
            [
                new PointSeries(
                    "",
                    [
                        .. Correlations
                            .Joined(rows, first, second)
                            .OrderBy(p => (p.Time, p.Seed))
                            .Select(p => Point(p, byX * p.First, byY * p.Second)),
                    ]
                ),
            ]
        );

        DataPoint Point(Joint at, double valueX, double valueY)
        {
            var own = rows.Where(m => (m.Seed, m.Time) == (at.Seed, at.Time)).ToList();
            var (sourceX, sourceY) = (
                Sources(first, own.Where(m => m.Measure == first)),
                Sources(second, own.Where(m => m.Measure == second))
            );
            return new DataPoint(
                valueX,
                valueY,
                $"time {Epoch.Text(at.Time)}, seed {at.Seed}\n{x.Name}: {x.Text(valueX)} ({sourceX})\n{y.Name}: {y.Text(valueY)} ({sourceY})"
            );
        }
    }

    private static (Quantity Quantity, double Factor) Axis(string measure) =>
        measure == "kernel_velocity"
            ? (new Quantity("kernel velocity", " per epoch"), 1)
            : (new Quantity(measure == "barrier" ? "error barrier" : measure.Replace('_', ' '), " points"), 100);

    // The instances that a measure at one time comes from.
    private string Sources(string measure, IEnumerable<MeasureRow> at)
    {
        var rows = at.ToList();
        return measure switch
        {
            "barrier" => Of("barrier"),
            "kernel_velocity" => Of("kernel"),
            "gap_closed" => Of("linearized"),
            "frozen_advantage" => $"{Of("linearized")} less {Of("control", "frozen")}",
            _ => $"{Of("linearized")} less {Of("control", "same")}",
        };

        string Of(string stage, string variant = "") => Names(rows, m => names.Find(stage, m.Seed, m.Time, variant));
    }
}

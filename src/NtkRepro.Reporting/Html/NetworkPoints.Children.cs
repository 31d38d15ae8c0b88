using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of children and linearized networks.</summary>
internal sealed partial class NetworkPoints
{
    private PanelPoints Pairs(string what, string unit, Func<PairRow, double> value)
    {
        var y = new Quantity(what, unit);
        return new PanelPoints(
            Spawn,
            y,
            ByRate(
                tables.Barriers,
                p => p.Rate,
                (name, rows) => PanelPoints.Curve(name, rows, (Spawn, p => p.Time), (y, value), BarrierNames)
            )
        );
    }

    private PanelPoints Between() =>
        ByTime(
            tables.BarrierCurves.Where(c => c.Rate == Rates.Base),
            c => c.Time,
            MostTimes,
            (new Quantity("α"), c => c.Alpha),
            (new Quantity("test error", " %"), c => 100 * c.TestError),
            c => names.Find("barrier", c.Seed, c.Time, RateName(c.Rate))
        );

    private PanelPoints NtkError()
    {
        var y = new Quantity("final test error", " %");
        return Onsets(y, tables.Onsets, "", o => 100 * o.NtkError, LinearizedNames);
    }

    // Each seed is compared with itself.
    private PanelPoints Gain()
    {
        var y = new Quantity("error at onset 0 over error at this onset", " ×");
        var initial = tables
            .Onsets.Where(o => o.Time == 0)
            .GroupBy(o => (o.Seed, o.Rate))
            .ToDictionary(g => g.Key, g => g.First().NtkError);
        return Onsets(
            y,
            [.. tables.Onsets.Where(o => initial.ContainsKey((o.Seed, o.Rate)))],
            "",
            o => initial[(o.Seed, o.Rate)] / o.NtkError,
            LinearizedNames
        );
    }

    private PanelPoints Advantage()
    {
        var y = new Quantity("test error", " points");
        var onsets = Onsets(y, tables.Onsets, "advantage", o => 100 * o.NonlinearAdvantage, TwinNames);
        var barrier = PanelPoints.Curve(
            "error barrier",
            tables.Barriers.Where(p => p.Rate == Rates.Base),
            (Spawn, p => p.Time),
            (y, p => 100 * p.TestErrorBarrier),
            BarrierNames
        );
        return onsets with { X = new Quantity("onset or spawn time", " epochs"), Series = [.. onsets.Series, barrier] };
    }

    private PanelPoints AdvantageAgainstBarrier()
    {
        var (x, y) = (new Quantity("error barrier", " points"), new Quantity("nonlinear advantage", " points"));
        var barriers = tables
            .Barriers.Where(p => double.IsFinite(p.TestErrorBarrier))
            .GroupBy(p => (p.Seed, p.Rate, CurvePoints.Key(p.Time)))
            .ToDictionary(g => g.Key, g => 100 * g.Select(p => p.TestErrorBarrier).Order().Average());
        return new PanelPoints(x, y, [.. Rates.Groups(tables.Onsets, o => o.Rate).Select(Of)]);

        PointSeries Of(IGrouping<double, OnsetRow> rate)
        {
            var name = Rates.Name(rate.Key);
            return new PointSeries(
                name,
                [
                    .. from o in rate
                    where double.IsFinite(o.NonlinearAdvantage)
                    orderby o.Time, o.Seed
                    let barrier = barriers.GetValueOrDefault((o.Seed, o.Rate, CurvePoints.Key(o.Time)), double.NaN)
                    where double.IsFinite(barrier)
                    let value = 100 * o.NonlinearAdvantage
                    select new DataPoint(
                        barrier,
                        value,
                        $"{name}, time {Epoch.Text(o.Time)}\n{y.Name}: {y.Text(value)}\n{x.Name}: {x.Text(barrier)}\n"
                            + InstanceNames.Together([names.Find("linearized", o.Seed, o.Time, RateName(o.Rate))])
                    ),
                ]
            );
        }
    }

    private static PanelPoints Onsets(
        Quantity y,
        IReadOnlyList<OnsetRow> rows,
        string what,
        Func<OnsetRow, double> value,
        Func<IEnumerable<OnsetRow>, string> source
    ) =>
        new(
            Onset,
            y,
            ByRate(
                rows,
                o => o.Rate,
                (name, group) =>
                    PanelPoints.Curve(
                        what.Length > 0 && name.Length > 0 ? $"{what}, {name}" : what + name,
                        group,
                        (Onset, o => o.Time),
                        (y, value),
                        source
                    )
            )
        );

    private string BarrierNames(IEnumerable<PairRow> rows) =>
        Names(rows, p => names.Find("barrier", p.Seed, p.Time, RateName(p.Rate)));

    private string LinearizedNames(IEnumerable<OnsetRow> rows) =>
        Names(rows, o => names.Find("linearized", o.Seed, o.Time, RateName(o.Rate)));

    private string TwinNames(IEnumerable<OnsetRow> rows)
    {
        var onsets = rows.ToList();
        var twins = Names(onsets, o => names.Find("child", o.Seed, o.Time, RateName(o.Rate), Rate(o.Rate).Children[0]));
        return $"{LinearizedNames(onsets)} less\n{twins}";
    }
}

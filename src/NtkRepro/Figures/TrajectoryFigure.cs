using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>
/// Parent and children in the plane of the first two principal components of their logits, and linearized networks in a plane of their own
/// (paper.md, <c>trajectory_pca</c>). Components of different seeds are different axes, so only the first seed is drawn.
/// </summary>
internal static class TrajectoryFigure
{
    public static Figure Of(FigureTables tables) => new(2, [Nonlinear(tables), Linearized(tables)], 470, 440);

    /// <summary>Children of each spawn time.</summary>
    public static Panel Nonlinear(FigureTables tables) =>
        Plane(tables, "children", "child", "Children spawned at epoch t", Dash.Solid);

    /// <summary>Linearized networks of each onset time.</summary>
    public static Panel Linearized(FigureTables tables) =>
        Plane(tables, "linearized", "linearized", "Linearized at epoch t", Dash.DenselyDashed);

    private static Panel Plane(FigureTables tables, string plane, string kind, string title, Dash dash)
    {
        var seeds = tables.Trajectories.Select(t => t.Seed).Distinct().Order().ToList();
        var seed = seeds.FirstOrDefault();
        var panel = new Panel(
            seeds.Count > 1 ? $"{title} (seed {seed} of {seeds.Count} seeds)" : title,
            Label(tables.Components, plane, seed, 1, "first"),
            Label(tables.Components, plane, seed, 2, "second")
        );
        var rows = tables
            .Trajectories.Where(t => t.Seed == seed && t.Plane == plane)
            .Where(t => double.IsFinite(t.First) && double.IsFinite(t.Second))
            .ToList();
        foreach (
            var (group, style, name) in Times.Split(panel, rows.Where(t => t.Kind == kind), t => t.Time, tables.Times)
        )
        {
            foreach (var (i, run) in group.GroupBy(t => t.Variant).OrderBy(g => g.Key).Index())
                Add([.. run], style with { Marker = Marker.Square, Dash = dash }, 1.6f, name, isFirst: i == 0);
        }
        var parent = rows.Where(t => t.Kind == "parent").ToList();
        Add(parent, new CurveStyle("#000000", Marker.Square, Dash.Solid), 3.5f, "parent", isFirst: true);
        panel.Note("Squares: ends of runs.");
        if (parent.MinBy(t => t.Epoch) is { } first)
            panel.Add(new StartMark("start", first.First, first.Second));
        tables.LeftOut.SayRuns(panel, kind);
        if (rows.Count > 0)
            panel.Limits = Limits(rows);
        return panel;

        // Of the runs of one time the first has the entry in the legend, and stands for all.
        void Add(List<TrajectoryRow> run, CurveStyle style, float width, string name, bool isFirst)
        {
            if (run.Count == 0)
                return;
            var points = run.OrderBy(t => t.Epoch)
                .Select(t => new PathPoint(t.First, t.Second, $"{name}, epoch {Theme.Text(t.Epoch)}"));
            var source = tables.Name(run[0].Kind, seed, run[0].Time, run[0].Variant);
            panel.Add(new RunPath(isFirst ? name : "", style, width, [.. points], source ?? "") { Group = name });
        }
    }

    /// <summary>The part of the plane that the runs need.</summary>
    private static (double, double, double, double) Limits(List<TrajectoryRow> rows)
    {
        var (left, right) = Wider(rows.Min(t => t.First), rows.Max(t => t.First));
        var (bottom, top) = Wider(rows.Min(t => t.Second), rows.Max(t => t.Second));
        return (left, right, bottom, top);

        static (double, double) Wider(double low, double high)
        {
            var space = high > low ? 0.06 * (high - low) : 1;
            return (low - space, high + space);
        }
    }

    private static string Label(IReadOnlyList<ComponentRow> components, string plane, int seed, int number, string name)
    {
        var share =
            components.FirstOrDefault(c => c.Plane == plane && c.Seed == seed && c.Component == number)?.Share
            ?? double.NaN;
        return double.IsFinite(share)
            ? $"{name} component ({100 * share:0} % of variance)"
            : $"{name} component (units of logits)";
    }
}

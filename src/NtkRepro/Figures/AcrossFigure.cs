namespace NtkRepro.Figures;

/// <summary>The main measures of several networks and seeds laid over each other; for a screen, where each can be shown and hidden.</summary>
public static class AcrossFigure
{
    // Of points, whose bars could not be told apart.
    private const int Many = 30;

    // Of a network; the circle is the mean's.
    private static readonly Marker[] SeedMarkers =
    [
        Marker.Square,
        Marker.TriangleUp,
        Marker.Diamond,
        Marker.OpenCircle,
    ];

    /// <summary>The figure; null where there is nothing to lay over another.</summary>
    /// <param name="networks">The networks, by their names, with their tables without diverged runs.</param>
    public static Figure? Of(IReadOnlyList<(string Name, FigureTables Tables)> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        if (networks.Count < 2 && networks.All(n => SeedsOf(n.Tables).Count < 2))
            return null;
        Panel[] panels =
        [
            Panel(
                "Error barrier",
                "spawn time (epochs)",
                "error barrier (points)",
                t => t.Barriers,
                p => (p.Seed, p.Time, 100 * p.TestErrorBarrier),
                "barrier"
            ),
            Panel(
                "Kernel velocity",
                "time (epochs)",
                "kernel velocity (per epoch)",
                t => t.KernelVelocities,
                v => (v.Seed, v.Time, v.Velocity),
                "kernel",
                Scale.Logarithmic
            ),
            Panel(
                "Linearized networks",
                "onset time (epochs)",
                "test error (%)",
                t => t.Onsets,
                o => (o.Seed, o.Time, 100 * o.NtkError),
                "linearized"
            ),
            Panel(
                "Nonlinear advantage",
                "onset time (epochs)",
                "nonlinear advantage (points)",
                t => t.Measures.Where(m => m.Measure == "nonlinear_advantage").ToList(),
                m => (m.Seed, m.Time, 100 * m.Value),
                "linearized"
            ),
        ];
        return new(2, panels);

        Panel Panel<T>(
            string title,
            string x,
            string y,
            Func<FigureTables, IReadOnlyList<T>> rows,
            Func<T, (int Seed, double Time, double Value)> read,
            string stage,
            Scale scale = Scale.Linear
        )
        {
            var panel = new Panel(title, x, y, scale == Scale.Linear ? Scale.Time : Scale.Linear, scale);
            foreach (var (i, (name, tables)) in networks.Index())
                Lay(panel, name, Theme.Series(i), rows(tables), read, row => tables.Name(stage, row.Seed, row.Time));
            return panel;
        }
    }

    // The mean, and with several seeds each of them.
    private static void Lay<T>(
        Panel panel,
        string name,
        CurveStyle style,
        IReadOnlyList<T> rows,
        Func<T, (int Seed, double Time, double Value)> read,
        Func<(int Seed, double Time, double Value), string?> source
    )
    {
        var values = rows.Select(read).ToList();
        var mean = Points(values);
        if (mean.Count > Many)
            panel.Band(mean, style with { Dash = Dash.Solid }, name);
        else
            panel.Curve(mean, style with { Marker = Marker.Circle, Dash = Dash.Solid }, name);
        var seeds = values.Select(v => v.Seed).Distinct().Order().ToList();
        if (seeds.Count < 2)
            return;
        foreach (var (i, seed) in seeds.Index())
        {
            var own = style with { Marker = SeedMarkers[i % SeedMarkers.Length], Dash = Dash.Dotted };
            var title = $"{name}, seed {seed}";
            panel.Add(
                new Curve(title, own, Points(values.Where(v => v.Seed == seed)), IsBand: false) { IsHidden = true }
            );
        }

        IReadOnlyList<CurvePoint> Points(IEnumerable<(int Seed, double Time, double Value)> some) =>
            CurvePoints.By(some, v => v.Time, v => v.Value, v => [source(v)]);
    }

    private static List<int> SeedsOf(FigureTables tables) =>
        [.. tables.Runs.Where(r => r.Kind == "parent").Select(r => r.Seed).Distinct()];
}

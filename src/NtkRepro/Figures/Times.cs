namespace NtkRepro.Figures;

/// <summary>Curves of one panel that differ in time, coloured from early to late.</summary>
public static class Times
{
    private const int Most = 12;

    /// <summary>The rows of each time, in order, with their style and name; of many times some, which the panel then says.</summary>
    /// <param name="panel">Where they will be drawn.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="time">The time of a row.</param>
    /// <param name="all">All times of a run, so that a time has one colour in every panel even where another was not measured.</param>
    /// <param name="most">The most times to draw.</param>
    internal static IReadOnlyList<(IReadOnlyList<T> Rows, CurveStyle Style, string Name)> Split<T>(
        Panel panel,
        IEnumerable<T> rows,
        Func<T, double> time,
        IReadOnlyList<double> all,
        int most = Most
    )
    {
        var groups = rows.GroupBy(row => CurvePoints.Key(time(row))).OrderBy(g => g.Key).ToList();
        var keys = all.Select(CurvePoints.Key).Concat(groups.Select(g => g.Key)).Distinct().Order().ToList();
        if (groups.Count > most)
        {
            panel.Note($"{most} of {groups.Count} times drawn.");
            // The colours then span what is left.
            groups = [.. Some(groups, most)];
            keys = [.. groups.Select(g => g.Key)];
        }
        return
        [
            .. groups.Select(group =>
                (
                    (IReadOnlyList<T>)[.. group],
                    Theme.Ordered(keys.IndexOf(group.Key), keys.Count),
                    Name(time(group.First()))
                )
            ),
        ];
    }

    /// <summary>The items, or of more than <paramref name="most"/> some, evenly chosen, the first and the last among them.</summary>
    /// <param name="items">In their order.</param>
    /// <param name="most">At least two.</param>
    public static IReadOnlyList<T> Some<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most
            ? items
            : [.. Enumerable.Range(0, most).Select(i => items[(int)Math.Round(i * (items.Count - 1.0) / (most - 1))])];

    /// <summary>What the curve of a time, in epochs, is called.</summary>
    public static string Name(double time) => $"t = {Theme.Text(time)}";
}

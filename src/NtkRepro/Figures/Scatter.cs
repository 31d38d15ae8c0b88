using System.Globalization;
using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>One measure against another, a point for each seed and time, which stands beside it.</summary>
internal static class Scatter
{
    /// <summary>The panel; its title says Spearman's correlation and over how many points it is taken.</summary>
    /// <param name="tables">Where the measures are.</param>
    /// <param name="title">The panel's title.</param>
    /// <param name="x">The measure of the horizontal axis, its label, and the unit's factor.</param>
    /// <param name="y">The same vertically.</param>
    public static Panel Panel(
        FigureTables tables,
        string title,
        (string Measure, string Label, double Factor) x,
        (string Measure, string Label, double Factor) y
    )
    {
        var joined = Correlations
            .Joined(tables.Measures.Where(m => double.IsFinite(m.Value)), x.Measure, y.Measure)
            .OrderBy(p => (p.Time, p.Seed))
            .ToList();
        var rank = Correlations.Spearman(joined);
        var found = double.IsFinite(rank)
            ? string.Create(CultureInfo.InvariantCulture, $", ρ = {rank:0.00}, n = {joined.Count}").Replace('-', '−')
            : $", n = {joined.Count}";
        var panel = new Panel(title + (joined.Count == 0 ? "" : found), x.Label, y.Label);
        if (joined.Count == 0)
            return panel;
        panel.Zero();
        panel.Add(
            new Dots("", Theme.Series(0), [.. joined.Select(Of)])
            {
                LabelNote = "Numbers beside points: epochs, where there is room.",
            }
        );
        panel.Note("ρ: Spearman's rank correlation over n points.");
        return panel;

        Dot Of(Joint at)
        {
            var rows = tables.Measures.Where(m =>
                (m.Seed, m.Time) == (at.Seed, at.Time) && (m.Measure == x.Measure || m.Measure == y.Measure)
            );
            return new Dot(
                x.Factor * at.First,
                y.Factor * at.Second,
                Theme.Text(at.Time),
                $"epoch {Theme.Text(at.Time)}, seed {at.Seed}\n{Measured.Source(tables, rows)}".TrimEnd()
            );
        }
    }
}

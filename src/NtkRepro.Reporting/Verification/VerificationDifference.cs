using System.Globalization;

namespace NtkRepro.Reporting;

/// <summary>One number, text or row that is not as in the reference.</summary>
/// <param name="Table">The table's path, <c>metrics/fashion-mnist-cnn/runs.parquet</c>.</param>
/// <param name="Row">What tells its row apart, in words; empty where the table as a whole differs.</param>
/// <param name="Column">The column; empty where the row as a whole differs.</param>
/// <param name="Reference">The reference's value.</param>
/// <param name="Here">This run's.</param>
/// <param name="Difference">|here − reference|; not a number where that means nothing.</param>
public sealed record VerificationDifference(
    string Table,
    string Row,
    string Column,
    string Reference,
    string Here,
    double Difference = double.NaN
)
{
    // A difference of kind is worse than any of size, and these go by their share of the reference.
    internal double Severity =>
        double.IsNaN(Difference) || !double.TryParse(Reference, CultureInfo.InvariantCulture, out var reference)
            ? double.PositiveInfinity
            : Difference / Math.Abs(reference);

    /// <summary>All of it in one line.</summary>
    public override string ToString()
    {
        var place = string.Join(": ", new[] { Table, Row, Column }.Where(t => t.Length > 0));
        var size = double.IsNaN(Difference)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (differs by {Difference:G3})");
        return $"{place}: reference {Reference}, here {Here}{size}";
    }
}

using System.Globalization;

namespace NtkRepro.Reporting;

/// <summary>One number, text or row that is not as in the reference.</summary>
/// <param name="Table">The table's path, <c>metrics/fashion-mnist-cnn/runs.parquet</c>.</param>
/// <param name="Row">What tells its row apart, in words; empty where the table as a whole differs.</param>
/// <param name="Column">The column; empty where the row as a whole differs.</param>
/// <param name="Reference">The reference's value.</param>
/// <param name="Here">This run's.</param>
/// <param name="Difference">|here − reference|; not a number where that means nothing.</param>
/// <param name="Tolerance">How much it may be; not a number where that means nothing.</param>
public sealed record VerificationDifference(
    string Table,
    string Row,
    string Column,
    string Reference,
    string Here,
    double Difference = double.NaN,
    double Tolerance = double.NaN
)
{
    // A difference of kind, or of a number that should be the same, is worse than any difference of size.
    internal double Severity =>
        double.IsNaN(Difference) || Tolerance <= 0 ? double.PositiveInfinity : Difference / Tolerance;

    /// <summary>All of it in one line.</summary>
    public override string ToString()
    {
        var place = string.Join(": ", new[] { Table, Row, Column }.Where(t => t.Length > 0));
        var size = double.IsNaN(Difference)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (differs by {Difference:G3}, allowed {Tolerance:G3})");
        return $"{place}: reference {Reference}, here {Here}{size}";
    }
}

namespace NtkRepro.Bench;

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Measured">Null where it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record RowResult(Row Row, Measured? Measured, string? Failure)
{
    public const string Met = "ok";
    public const string Missed = "miss";
    public const string Failed = "failed";

    /// <summary>The ratios over the rounds; not numbers where the row failed.</summary>
    public Spread Ratio => Spread.Of(Rounds.Select(r => r.Ratio));

    /// <summary>Our median in the row's unit.</summary>
    public double Ours => Row.Unit.Scale * Spread.Of(Rounds.Select(r => r.Ours)).Median;

    /// <summary>Their median in the row's unit.</summary>
    public double Theirs => Row.Unit.Scale * Spread.Of(Rounds.Select(r => r.Theirs)).Median;

    public string Verdict =>
        Measured is null ? Failed
        : Ratio.Median >= Row.AtLeast ? Met
        : Missed;

    /// <summary>What was measured, in a line.</summary>
    public string Line =>
        Failure?.Split('\n')[0]
        ?? $"ours {Numbers.Text(Ours)} {Row.Unit.Text}, theirs {Numbers.Text(Theirs)} {Row.Unit.Text}, ratio "
            + $"{Numbers.Text(Ratio.Median)} ({Numbers.Text(Ratio.Lower)} to {Numbers.Text(Ratio.Upper)})";

    private IReadOnlyList<Round> Rounds => Measured?.Rounds ?? [];

    /// <summary>Measures a row; a failure of either side, or of the check, becomes the row's.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static RowResult Of(Row row, Workbench bench)
    {
        try
        {
            return new RowResult(row, row.Measure(row, bench), null);
        }
        catch (Exception failure)
            when (failure is WorkerFailedException or CheckFailedException or IOException or InvalidDataException)
        {
            // Workers are ended when the user interrupts; that is no failure of theirs.
            bench.Cancellation.ThrowIfCancellationRequested();
            return new RowResult(row, null, failure.Message);
        }
    }
}

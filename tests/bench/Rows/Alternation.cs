namespace NtkRepro.Bench;

/// <summary>Measures both sides in turn, so that what the machine does besides meets both alike.</summary>
internal static class Alternation
{
    /// <summary>Measures so many rounds; the sides take turns in going first.</summary>
    /// <param name="count">Rounds that count.</param>
    /// <param name="warmUps">Rounds before them that do not.</param>
    /// <param name="ours">Measures our side.</param>
    /// <param name="theirs">Measures theirs.</param>
    /// <param name="cancellation">Checked before each round.</param>
    public static IReadOnlyList<Round> Rounds(
        int count,
        int warmUps,
        Func<double> ours,
        Func<double> theirs,
        CancellationToken cancellation
    )
    {
        var rounds = new List<Round>(count);
        for (var i = -warmUps; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var oursFirst = i % 2 == 0;
            var first = oursFirst ? ours() : theirs();
            var second = oursFirst ? theirs() : ours();
            if (i >= 0)
                rounds.Add(oursFirst ? new Round(i, oursFirst, first, second) : new Round(i, oursFirst, second, first));
        }
        return rounds;
    }
}

namespace NtkRepro.Bench.Tests;

public sealed class AlternationTests
{
    [Fact]
    public void The_sides_take_turns_in_going_first_and_warm_ups_do_not_count()
    {
        var calls = "";

        var rounds = Alternation.Rounds(2, 1, () => Call('o', 2), () => Call('t', 6), CancellationToken.None);

        Assert.Equal("to" + "ot" + "to", calls);
        Assert.Equal([new Round(0, OursFirst: true, 2, 6), new Round(1, OursFirst: false, 2, 6)], rounds);
        Assert.All(rounds, round => Assert.Equal(3, round.Ratio));

        double Call(char side, double seconds)
        {
            calls += side;
            return seconds;
        }
    }

    [Fact]
    public void Nothing_is_measured_once_it_is_asked_to_stop()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            Alternation.Rounds(1, 0, Unwanted, Unwanted, cancellation.Token)
        );

        static double Unwanted() => throw new InvalidOperationException("a side was measured");
    }
}

using System.Globalization;

namespace NtkRepro.Bench;

/// <summary>A job that both sides do, each in a worker process of its own.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Input">Writes its input.</param>
/// <param name="Images">Of how many images an <c>error</c> in its result is a fraction.</param>
/// <param name="Peer">The script of the other side, if not named as the job.</param>
internal sealed record Comparison(string Job, Func<InputFiles, string> Input, int Images = 1, string? Peer = null)
{
    /// <summary>Both workers repeat the job in turn.</summary>
    public Measured Repeat(Row row, Workbench bench)
    {
        using var ours = Start(isOurs: true, row.Threads, bench);
        using var theirs = Start(isOurs: false, row.Threads, bench);
        var difference = Check(bench);
        var rounds = Alternation.Rounds(row.Rounds, warmUps: 1, ours.Run, theirs.Run, bench.Cancellation);
        ours.Quit();
        theirs.Quit();
        return new Measured(rounds, difference);
    }

    /// <summary>The most memory of fresh workers that do the job once.</summary>
    public Measured Memory(Row row, Workbench bench)
    {
        var rounds = Alternation.Rounds(
            row.Rounds,
            warmUps: 0,
            () => Peak(isOurs: true, row.Threads, bench),
            () => Peak(isOurs: false, row.Threads, bench),
            bench.Cancellation
        );
        return new Measured(rounds, Check(bench));
    }

    /// <summary>One fresh worker that does the job once for the check, and once more against the clock.</summary>
    public (double Seconds, long Peak) Once(bool isOurs, int threads, Workbench bench)
    {
        using var worker = Start(isOurs, threads, bench);
        return (worker.Run(), worker.Quit());
    }

    /// <summary>Compares what the last workers computed.</summary>
    public double Check(Workbench bench) =>
        ResultCheck.Compare(bench.Inputs.Output("ours"), bench.Inputs.Output("theirs"), Images);

    private double Peak(bool isOurs, int threads, Workbench bench)
    {
        using var worker = Start(isOurs, threads, bench);
        return worker.Quit();
    }

    // Only one worker is ever busy: this one has done all that comes before the first repetition.
    private WorkerProcess Start(bool isOurs, int threads, Workbench bench)
    {
        var side = isOurs ? "ours" : "theirs";
        string[] files = [Input(bench.Inputs), bench.Inputs.Output(side)];
        var count = threads.ToString(CultureInfo.InvariantCulture);
        var worker = new WorkerProcess(
            $"{Job} ({side})",
            isOurs
                ? Sides.Ours(threads, ["work", Job, .. files, count])
                : Sides.Theirs(threads, Peer ?? Job, [.. files, count])
        );
        try
        {
            worker.WaitUntilReady();
            return worker;
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }
}

using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Tests.Times;

/// <summary>
/// A first run is replayed by the seconds that its instances took on two idle cores: what it says of its time after a while is held to what it
/// turns out to take.
/// </summary>
public sealed class FirstRunTests : IDisposable
{
    private const int Jobs = 2;

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-times-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // A machine may be slower or faster, and instances of which too little was timed go by the count of their work.
    [Theory]
    [InlineData("default", 1, 60)]
    [InlineData("default", 4, 60)]
    [InlineData("smoke", 1, 10)]
    [InlineData("smoke", 6, 60)]
    public void After_a_minute_the_time_left_is_right_within_a_factor_of_two(string preset, double slower, double asked)
    {
        var plan = Reproduction
            .Load(Path.Combine(Repository.Root, "pipeline.yaml"), folder)
            .Plan(new PlanRequest { Preset = preset });

        var (left, truth) = Replay(plan, Recorded(preset, slower), asked);

        Assert.Equal(0, left.Unknown);
        Assert.InRange(left.Estimate.TotalSeconds, truth / 2, truth * 2);
    }

    [Fact]
    public void Even_before_anything_was_timed_the_plan_says_what_the_recorded_run_took()
    {
        var plan = Reproduction.Load(Path.Combine(Repository.Root, "pipeline.yaml"), folder).Plan();

        var recorded = Recorded("default", 1);
        Assert.InRange(plan.ExpectedSeconds, recorded.Values.Sum() / 2, recorded.Values.Sum() * 2);
        Assert.Contains(
            "not timed yet, counted at 250 training steps",
            PlanText.Render(plan, width: 300),
            StringComparison.Ordinal
        );
        // Each stage of some weight, too: what is measured first is often of one stage.
        foreach (var stage in plan.Instances.GroupBy(i => i.Stage).Where(s => s.Sum(i => recorded[i.Name]) > 10))
        {
            var took = stage.Sum(i => recorded[i.Name]);
            Assert.InRange(stage.Sum(i => i.ExpectedSeconds!.Value), took / 1.5, took * 1.5);
        }
    }

    private static Dictionary<string, double> Recorded(string preset, double slower) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Times", $"{preset}.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(f => f[0], f => slower * double.Parse(f[1], CultureInfo.InvariantCulture));

    // Runs a plan on a clock of its own; returns what it says at a time, and what was left then.
    private static (TimeLeft Left, double Truth) Replay(Plan plan, Dictionary<string, double> seconds, double asked)
    {
        var clock = new Clock();
        var progress = new RunProgress(plan, Jobs, clock);
        var schedule = new Schedule(plan);
        var running = new List<(PlannedInstance Planned, double Start, double End)>();
        TimeLeft? left = null;
        while (schedule.Open > 0)
        {
            while (running.Count < Jobs && schedule.Take() is { } next)
            {
                progress.Start(next);
                running.Add((next, clock.Now, clock.Now + seconds[next.Name]));
            }

            var first = running.MinBy(r => r.End);
            if (left is null && first.End >= asked)
            {
                clock.Now = asked;
                // As the training stages report after each epoch.
                foreach (var (planned, start, end) in running.Where(r => r.End - r.Start > 5))
                    progress.Advance(planned.Name, (asked - start) / (end - start), status: null);
                left = progress.Remaining();
            }

            clock.Now = first.End;
            running.Remove(first);
            progress.Finish(
                new InstanceResult(
                    first.Planned.Name,
                    first.Planned.Stage,
                    first.Planned.Axes,
                    Outcome.Computed,
                    Key: null,
                    seconds[first.Planned.Name],
                    Failure: null,
                    LogPath: null,
                    Folder: null
                )
            );
            schedule.Complete(first.Planned, hasResult: true);
        }

        return (left!, clock.Now - asked);
    }

    private sealed class Clock : TimeProvider
    {
        public double Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => TimeSpan.FromSeconds(Now).Ticks;
    }
}

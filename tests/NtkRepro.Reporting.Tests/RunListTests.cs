using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Tests;

/// <summary>Runs are listed so that a screen shows what each was and found.</summary>
public sealed class RunListTests : IDisposable
{
    private const string Commit = "0123456789012345678901234567890123456789";
    private static readonly DateTimeOffset Time = new(new DateTime(2026, 1, 31, 12, 30, 0, DateTimeKind.Local));
    private readonly FakeConsole console = new();

    public void Dispose() => console.Dispose();

    [Fact]
    public void A_run_has_its_name_time_commit_preset_changes_and_verdicts()
    {
        RunList.Print(
            [Run("base"), Run("constant", "training.schedule=constant") with { IsDirty = true }],
            "base",
            console.Console
        );

        Assert.Equal(
            [
                "base                                  shown in latest  2026-01-31 12:30  0123456",
                "  preset smoke",
                "  cnn ✓✗  resnet ?○",
                $"constant{new string(' ', 41)}2026-01-31 12:30  0123456 dirty",
                "  preset smoke, training.schedule=constant, uncommitted changes",
                "  cnn ✓✗  resnet ?○",
                "✓ holds, ✗ does not hold, ? undecided, ○ not testable, – not measured",
                "Claims in this order: basin, transient, factor3, match, advantage, universal.",
                "./build.sh Show NAME makes artifacts/latest one of them, Forget NAME drops it.",
            ],
            console.Lines
        );
    }

    [Fact]
    public void A_run_that_did_not_finish_says_how_far_it_came_and_what_the_one_before_found()
    {
        var run = Run("base") with { State = RunState.Interrupted, Notes = Notes([]), Before = Run("base") };

        RunList.Print([run], null, console.Console);

        Assert.Equal("  interrupted: 0 of 111 instances have results", console.Lines[2]);
        Assert.Equal("  before: cnn ✓✗  resnet ?○", console.Lines[3]);
    }

    [Fact]
    public void Nothing_is_wider_than_the_screen_and_many_verdicts_are_counted()
    {
        var name = new string('n', 80);
        string[] sets = [.. Enumerable.Range(0, 12).Select(i => $"models.cnn{i}.widths=[16, 32]")];
        var many = Notes([
            .. Enumerable
                .Range(0, 20)
                .SelectMany(i => new[] { ($"network{i}", "basin", "holds"), ($"network{i}", "match", "not measured") }),
        ]);

        RunList.Print([Run(name, sets) with { Notes = many }], null, console.Console);

        Assert.All(console.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("  20 ✓  20 –", console.Lines);
    }

    private static RunRecord Run(string name, params string[] sets) =>
        new()
        {
            Name = name,
            IsNamed = true,
            Command = "",
            Preset = "smoke",
            Sets = sets,
            State = RunState.Finished,
            Started = Time,
            Ended = Time,
            Seconds = 1,
            Host = "host",
            Engine = "toy 1",
            Revision = new Revision(Commit, []),
            IsDirty = false,
            Parameters = new Dictionary<string, string>(),
            Planned = 111,
            Instances = [],
            Notes = Notes([
                ("cnn", "basin", "holds"),
                ("cnn", "match", "does not hold"),
                ("resnet", "basin", "undecided"),
                ("resnet", "match", "not testable"),
            ]),
        };

    private static Dictionary<string, string> Notes((string Model, string Id, string Verdict)[] verdicts) =>
        verdicts.ToDictionary(v => $"claim/digits/{v.Model}/{v.Id}", v => v.Verdict, StringComparer.Ordinal);
}

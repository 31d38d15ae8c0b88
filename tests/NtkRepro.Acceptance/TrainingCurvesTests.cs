using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Tests.Support;

namespace NtkRepro.Acceptance;

/// <summary>The event files of a finished run, by a reader of their format, hold what the published table does.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class TrainingCurvesTests(SmokeRun smoke) : IDisposable
{
    private string Shown => Path.Combine(smoke.Artifacts, "latest", "tensorboard");

    public void Dispose()
    {
        Directory.Delete(Shown, recursive: true);
        Directory.Delete(Path.Combine(smoke.Artifacts, "curves"), recursive: true);
    }

    [Fact]
    public void Each_run_has_the_curves_of_its_epochs_which_are_written_once_and_by_what_computes()
    {
        Show("parent[fashion-mnist,gone,s0]");
        Assert.Empty(Directory.GetDirectories(Shown));

        Show("parent[fashion-mnist,gone,s0]", "summary");
        var points = 0;
        foreach (var model in SmokeRun.Models.Select(row => row.Data))
        {
            foreach (var run in smoke.Table<TrainingRow>(model, "training").GroupBy(Name(model)))
            {
                var expected = run.SelectMany(Points).Where(p => !float.IsNaN(p.Value)).Order().ToList();
                Assert.Equal(expected, Read(run.Key));
                points += expected.Count;
            }
        }

        Assert.True(points > 500, $"{points}");
        Assert.Equal(31, Directory.GetDirectories(Shown).Length);
        var written = Files();
        Show("parent[fashion-mnist,gone,s0]");
        Assert.Equal(written, Files());
    }

    // As a run does after one of other networks; one that computes something writes what is missing.
    private void Show(string other, params string[] forced)
    {
        Directory.CreateDirectory(Shown);
        File.CreateSymbolicLink(Path.Combine(Shown, other), "nowhere");
        var engine = Reproduction.Load(Repository.Definition, smoke.Artifacts);
        var plan = engine.Plan(new PlanRequest { Preset = "smoke", Force = forced });
        Assert.Equal(forced.Length == 0, plan.IsUpToDate);
        using var curves = new TrainingCurves(engine, plan, new Progress<PipelineEvent>());
        curves.Finish(engine.Run(plan, observer: curves));
        Assert.Null(curves.Problem);
    }

    private List<(string Tag, long Step, float Value)> Read(string instance) =>
        [.. EventFile.ReadFolder(Path.Combine(Shown, instance)).Select(p => (p.Tag, p.Step, p.Value)).Order()];

    private List<(string, DateTime)> Files() =>
        [
            .. Directory
                .GetFiles(Path.Combine(smoke.Artifacts, "curves"), "*", SearchOption.AllDirectories)
                .Select(path => (path, File.GetLastWriteTimeUtc(path)))
                .Order(),
        ];

    private static Func<TrainingRow, string> Name(string model) =>
        row =>
        {
            var axes = $"fashion-mnist,{model},s{row.Seed}";
            var time = string.Create(CultureInfo.InvariantCulture, $",t{row.Time}");
            return row.Kind switch
            {
                "parent" => $"parent[{axes}]",
                "child" => $"child[{axes}{time},c{row.Variant}]",
                "trial" => $"trial[{axes}{time},r{row.Variant}]",
                "control" => $"control[{axes}{time},{row.Variant}]",
                _ => $"{row.Kind}[{axes}{time}]",
            };
        };

    private static IEnumerable<(string Tag, long Step, float Value)> Points(TrainingRow row) =>
        [
            ("loss/minibatches", row.Step, (float)row.BatchLoss),
            ("learning_rate", row.Step, double.IsNaN(row.BatchLoss) ? float.NaN : (float)row.LearningRate),
            ("loss/train", row.Step, (float)row.TrainLoss),
            ("loss/validation", row.Step, (float)row.ValidationLoss),
            ("loss/test", row.Step, (float)row.TestLoss),
            ("error/train", row.Step, (float)row.TrainError),
            ("error/validation", row.Step, (float)row.ValidationError),
            ("error/test", row.Step, (float)row.TestError),
        ];
}

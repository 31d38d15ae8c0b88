using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Acceptance;

/// <summary>
/// Networks for which it is known what a linearized run and its control reach: a linear network is its own linearization, and a wide one at a
/// small rate nearly so.
/// </summary>
public sealed class LinearNetworkTests(LinearNetworkTests.Runs runs) : IClassFixture<LinearNetworkTests.Runs>
{
    // That of float32 over some dozens of steps.
    private const double Rounding = 1e-6;

    /// <summary>One run of both networks.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-linear-").FullName;

        public Runs()
        {
            string[] sets =
            [
                "run.models.fashion-mnist=[linear, wide]",
                "models.linear={ kind: mlp, widths: [] }",
                "models.wide={ kind: mlp, widths: [512] }",
                "spawn.times={ linear: [], wide: [] }",
                "linearized.times={ linear: [0, 1, 2], wide: [0, 1, 2] }",
                "linearized.controls={ linear: [same, own], wide: [same] }",
                "linearized.onset={ linear: [0], wide: [0] }",
                "linearized.rates=[0.001]",
                "linearized.epochs=3",
                "linearized.validation=100",
                "datasets.fashion-mnist.train=256",
                "datasets.fashion-mnist.test=400",
                "training.epochs=2",
                "training.learning_rate=0.01",
                "training.batch=32",
                "training.probes=16",
                "kernel.probes=4",
                "kernel.grid=[0, 1, 2]",
                "regression.test=50",
                "claims.resamples=1000",
            ];
            var engine = Reproduction.Load(Repository.Definition, artifacts);
            var plan = engine.Plan(
                new PlanRequest
                {
                    Preset = "smoke",
                    Sets = sets,
                    Targets = ["metrics"],
                }
            );
            Parameters = plan.ParametersAs<Parameters>();
            Result = engine.Run(plan, new RunOptions { Jobs = Environment.ProcessorCount });
            Assert.True(Result.Succeeded, Result.FailureText());
        }

        public Parameters Parameters { get; }

        public RunResult Result { get; }

        /// <summary>An output of a run of the linear network.</summary>
        public string Of(string stage, string name, string time, string? control = null)
        {
            Dictionary<string, string> axes = new(StringComparer.Ordinal) { ["model"] = "linear", ["time"] = time };
            if (control is not null)
                axes["control"] = control;
            return Result.Output(stage, name, axes).Path;
        }

        /// <summary>A table of one network.</summary>
        public IReadOnlyList<T> Table<T>(string model, string name)
            where T : notnull =>
            Data.Table.Read<T>(
                Result
                    .Output(
                        "metrics",
                        $"{name}.parquet",
                        new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = model }
                    )
                    .Path
            );

        public void Dispose() => Directory.Delete(artifacts, recursive: true);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public void A_linear_network_and_its_linearization_go_the_same_way_with_the_same_minibatches(string time)
    {
        var (linearized, control) = (Log("linearized"), Log("control", "same"));
        Assert.Equal(runs.Parameters.Linearized.Epochs, linearized.Count);
        Assert.All(linearized.Zip(control), e => Assert.Equal(e.First.BatchLoss, e.Second.BatchLoss, Rounding));
        Assert.All(
            Performance("linearized").Zip(Performance("control", "same")),
            e =>
            {
                Assert.Equal(e.First.TestLoss, e.Second.TestLoss, Rounding);
                Assert.Equal(e.First.ValidationLoss, e.Second.ValidationLoss, Rounding);
                Assert.Equal(e.First.TestError, e.Second.TestError);
                Assert.Equal(e.First.ValidationError, e.Second.ValidationError);
            }
        );
        Assert.Equal(
            Table.Read<PredictionRow>(runs.Of("linearized", "predictions.parquet", time)),
            Table.Read<PredictionRow>(runs.Of("control", "predictions.parquet", time, "same"))
        );
        // Another order is another way.
        Assert.All(
            linearized.Zip(Log("control", "own")),
            e => Assert.True(Math.Abs(e.First.BatchLoss - e.Second.BatchLoss) > 100 * Rounding)
        );

        IReadOnlyList<LogRow> Log(string stage, string? control = null) =>
            Table.Read<LogRow>(runs.Of(stage, "log.parquet", time, control));

        IReadOnlyList<PerformanceRow> Performance(string stage, string? control = null) =>
            Table.Read<PerformanceRow>(runs.Of(stage, "performance.parquet", time, control));
    }

    [Fact]
    public void A_linear_network_has_no_nonlinear_advantage()
    {
        var onsets = runs.Table<OnsetRow>("linear", "onsets");

        Assert.Equal([0.0, 1, 2], onsets.Select(o => o.Time));
        Assert.All(onsets, o => Assert.Equal((0, 0, 0), (o.NonlinearAdvantage, o.AdvantageLow, o.AdvantageHigh)));
    }

    [Fact]
    public void A_wide_network_at_a_small_rate_has_none_that_could_be_told_from_0()
    {
        var onsets = runs.Table<OnsetRow>("wide", "onsets");

        Assert.Equal([0.0, 1, 2], onsets.Select(o => o.Time));
        Assert.All(onsets, o => Assert.False(o.Diverged));
        Assert.All(onsets, o => Assert.InRange(0, o.AdvantageLow, o.AdvantageHigh));
    }

    // A parent at its end has momentum; a run that kept it would take another first step. With the whole training set as one minibatch that
    // step is known: -η_lin times the gradient of the cross-entropy, here of a linear network in closed form.
    [Fact]
    public void A_run_begins_from_rest()
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-rest-");
        try
        {
            string[] sets =
            [
                "run.models.fashion-mnist=[linear]",
                "models.linear={ kind: mlp, widths: [] }",
                "spawn.times.linear=[]",
                "linearized.times.linear=[2]",
                "linearized.controls.linear=[same]",
                "linearized.onset.linear=[2]",
                "linearized.rates=[0.02]",
                "linearized.epochs=1",
                "linearized.validation=50",
                "datasets.fashion-mnist.train=64",
                "datasets.fashion-mnist.test=50",
                "training.epochs=2",
                "training.batch=64",
                "training.probes=8",
                "kernel.probes=4",
                "kernel.grid=[0, 2]",
            ];
            var engine = Reproduction.Load(Repository.Definition, folder.FullName);
            var plan = engine.Plan(
                new PlanRequest
                {
                    Preset = "smoke",
                    Sets = sets,
                    Targets = ["control", "linearized"],
                }
            );
            var result = engine.Run(plan, new RunOptions { Jobs = 1 });
            Assert.True(result.Succeeded, result.FailureText());

            using var scope = NewDisposeScope();
            var checkpoint = SafeTensors.Load(result.Output("parent", "checkpoints/2.safetensors").Path);
            Assert.Contains(
                checkpoint.Where(t => t.Key.StartsWith("momentum_buffer/", StringComparison.Ordinal)),
                t => t.Value.abs().max().item<float>() > 1e-3
            );
            var weight = checkpoint.Single(t => !t.Key.Contains('/') && t.Value.dim() == 2).Value;
            var bias = checkpoint.Single(t => !t.Key.Contains('/') && t.Value.dim() == 1).Value;
            using var train = LabelledImages.Load(result.Output("data", "train.safetensors").Path);
            var x = train.Images.flatten(1); // [images, pixels]
            var residual = (x.matmul(weight.T) + bias).softmax(1) - nn.functional.one_hot(train.Labels, 10); // [images, C]
            var change = -0.02 / train.Count * (x.matmul(x.T) + 1).matmul(residual); // [images, C]
            var indices = new CounterRandom(0, "probes").Permutation(train.Count)[..8];
            var expected = change.index_select(0, tensor(indices)).flatten().data<float>().ToArray();

            foreach (var stage in new[] { "linearized", "control" })
            {
                var points = Trajectory.Load(result.Output(stage, "trajectory.safetensors").Path).Points;
                Assert.Equal([0, 1], points.Select(p => (int)p.Epoch));
                var found = points[1].Logits.Zip(points[0].Logits, (after, before) => after - before).ToList();
                Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-4));
                Assert.Contains(found, f => Math.Abs(f) > 1e-2);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

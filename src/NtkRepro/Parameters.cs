using NtkRepro.Models;
using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>All parameters of a reproduction: the schema of the <c>parameters</c> in pipeline.yaml.</summary>
public sealed record Parameters(
    [Help("Which runs there are")] RunParameters Run,
    [Help("Networks by name")] IReadOnlyDictionary<string, ModelParameters> Models,
    [Help("The dataset")] DataParameters Data,
    [Help("How networks are trained")] TrainingParameters Training,
    [Help("The neural tangent kernel")] KernelParameters Kernel,
    [Help("Interpolation between children")] BarrierParameters Barrier,
    [Help("When a claim of the paper counts as holding")] ClaimParameters Claims
);

/// <summary>The axes along which runs are multiplied.</summary>
public sealed record RunParameters(
    [Help("Names of networks, out of `models`")] IReadOnlyList<string> Models,
    [Help("Seeds of the parents"), Range(0, int.MaxValue)] IReadOnlyList<int> Seeds,
    [Help("Spawn and onset times, epochs of the parent"), Range(0, 100_000)] NumberRange Times,
    [Help("Minibatch orders of the children of one parent; the first is the linearized network's twin")]
    [Range(1, 1000)]
        IReadOnlyList<int> Children,
    [Help("Factors on the learning rate of children and linearized networks"), Range(1e-6, 10)] NumberRange Rates
);

/// <summary>A network.</summary>
public sealed record ModelParameters(
    [Help("Architecture"), OneOf("cnn", "mlp")] string Kind,
    [Help("Output channels of each convolution, or units of each hidden layer"), Range(1, 4096)]
        IReadOnlyList<int> Widths,
    [Help("How weights begin")] Initialisation Initialisation = Initialisation.He
);

/// <summary>A dataset and the part of it that is used.</summary>
public sealed record DataParameters(
    [Help("Its name"), OneOf("fashion-mnist")] string Dataset,
    [Help("Training images"), Range(1, 60_000)] int Train,
    [Help("Test images"), Range(1, 10_000)] int Test,
    [Help("Seed of the subsets"), Range(0, int.MaxValue)] int SubsetSeed,
    [Help("Folders or HTTPS addresses, tried in this order"), NotInKey] IReadOnlyList<string> Sources,
    [Help("The published files by role")] IReadOnlyDictionary<string, PinnedFile> Files
);

/// <summary>A published file.</summary>
public sealed record PinnedFile(
    [Help("File name")] string Name,
    [Help("SHA-256 of its content in hexadecimal; of what it unpacks to, for gzip")] string Sha256
);

/// <summary>Stochastic gradient descent with momentum and a cosine schedule.</summary>
public sealed record TrainingParameters(
    [Help("Length T of a full run, epochs"), Range(1, 10_000)] int Epochs,
    [Help("Images in a minibatch"), Range(1, 10_000)] int Batch,
    [Help("Initial learning rate; a cosine takes it to 0 at T"), Range(0, 100)] double LearningRate,
    [Help("Momentum"), Range(0, 0.9999)] double Momentum
);

/// <summary>The neural tangent kernel.</summary>
public sealed record KernelParameters(
    [Help("Training images on which kernels are computed"), Range(2, 2000)] int Probes,
    [Help("Times at which kernels are computed for the velocity, epochs"), Range(0, 100_000)] NumberRange Grid
);

/// <summary>The interpolation curve between two children.</summary>
public sealed record BarrierParameters(
    [Help("Points on the curve, both ends included"), Range(11, 1001)] int Points,
    [Help("Training images on which the curve is measured"), Range(1, 60_000)] int Train,
    [Help("Test images on which the curve is measured"), Range(1, 10_000)] int Test
);

/// <summary>The thresholds of the paper's claims.</summary>
public sealed record ClaimParameters(
    [Help("`basin`, `advantage`: less than this counts as vanished, percentage points of test error"), Range(0, 100)]
        double BarrierPoints,
    [Help("`transient`: least ratio of the velocity before epoch 1 to that of the second half"), Range(1, 1000)]
        double VelocityRatio,
    [Help("`transient`: largest slope of log v that counts as constant, per epoch"), Range(0, 10)] double VelocitySlope,
    [Help("`match`: largest relative excess of the learned kernel's error over the full network's"), Range(0, 10)]
        double MatchRelative,
    [Help("`advantage`: least rank correlation with the barrier"), Range(-1, 1)] double Spearman
);

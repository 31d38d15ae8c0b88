using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro;

/// <summary>All parameters of a reproduction: the schema of the <c>parameters</c> in pipeline.yaml.</summary>
public sealed record Parameters(
    [Help("Which runs there are")] RunParameters Run,
    [Help("What is trained at which learning rate")] RateSet Rates,
    [Help("Networks by name")] IReadOnlyDictionary<string, ModelParameters> Models,
    [
        Help("Datasets by name"),
        Unit("examples", Of = "<name>.train"),
        Unit("examples", Of = "<name>.test"),
        Unit("bytes", Of = "<name>.files.<name>.bytes"),
        Unit("inputs", Of = "<name>.words.features"),
        Unit("pixels", Of = "<name>.augmentation.shift"),
        Unit("classes", Of = "<name>.classes")
    ]
        IReadOnlyDictionary<string, DatasetParameters> Datasets,
    [Help("How networks are trained")] TrainingParameters Training,
    [Help("The neural tangent kernel")] KernelParameters Kernel,
    [Help("Ridge regression with the kernel")] RegressionParameters Regression,
    [Help("Interpolation between children")] BarrierParameters Barrier,
    [Help("How a small perturbation grows")] SensitivityParameters Sensitivity,
    [Help("When a claim of the paper counts as holding")] ClaimParameters Claims,
    [Help("What a verification asks for; part of no key"), Optional] VerificationParameters Verification,
    [Help("What tensors are computed on: `auto` takes CUDA where the engine has it")]
        DeviceChoice Device = DeviceChoice.Auto,
    [Help(
        "`portable`: the same bytes on every x86-64 Linux machine with AVX2; `native`: faster, the same on one kind of machine"
    )]
        Numerics Numerics = Numerics.Portable
);

/// <summary>The axes along which runs are multiplied.</summary>
public sealed record RunParameters(
    [Help("Names of datasets, out of `datasets`"), Set(KeepsOrder = true)] IReadOnlyList<string> Datasets,
    [Help("For each dataset names of networks, out of `models`"), Set(KeepsOrder = true)]
        IReadOnlyDictionary<string, IReadOnlyList<string>> Models,
    [Help("Seeds of the parents"), Range(0, int.MaxValue), Set] IReadOnlyList<int> Seeds,
    [Help("Learning rates at which children and linearized networks are trained"), OneOf("base", "low")]
    [Set(KeepsOrder = true)]
        IReadOnlyList<string> Rates
);

/// <summary>The base learning rate, and the low one of the twins (paper.md, Runs 4).</summary>
public sealed record RateSet(
    [Help("The learning rate of the parent")] RateParameters Base,
    [Help("A rate so low that linearization should be at its best")] RateParameters Low
);

/// <summary>What is trained at one learning rate.</summary>
public sealed record RateParameters(
    [Help("Factor on the parent's learning rate"), Range(1e-6, 10)] double Factor,
    [Help("Spawn and onset times of the parent"), Unit("epochs"), Range(0, 100_000)] NumberRange Times,
    [Help("Minibatch orders of the children of one parent; the first is the linearized network's twin")]
    [Range(1, 1000), Set(KeepsOrder = true)]
        IReadOnlyList<int> Children
);

/// <summary>A network.</summary>
public sealed record ModelParameters(
    [Help("Architecture"), OneOf(typeof(NetworkFactory))] string Kind,
    [
        Help("`cnn`: output channels of each convolution; `mlp`: units of each hidden layer; `lenet`: both, 4 numbers"),
        Unit("channels or units")
    ]
    [Range(1, 65_536), Optional]
        IReadOnlyList<int> Widths,
    [Help("`resnet`: 6 n + 2 layers; `wide-resnet`: 6 n + 4"), Unit("layers"), Range(0, 1_000)] int Depth = 0,
    [
        Help("`resnet`: channels of its first stage; `wide-resnet`: the factor on 16 channels"),
        Unit("channels, or a factor"),
        Range(0, 1_024)
    ]
        int Width = 0,
    [Help("Normalisation in residual networks")] Norm Norm = Norm.None,
    [Help("Factor on all widths"), Range(1.0 / 64, 64)] double Multiplier = 1,
    [Help("How weights begin")] Initialisation Initialisation = Initialisation.He
);

/// <summary>Stochastic gradient descent with momentum.</summary>
public sealed record TrainingParameters(
    [Help("Length T of a full run"), Unit("epochs"), Range(1, 10_000)] int Epochs,
    [Help("Examples in a minibatch"), Unit("examples"), Range(1, 10_000)] int Batch,
    [Help("Initial learning rate"), Range(0, 100)] double LearningRate,
    [Help("Momentum"), Range(0, 0.9999)] double Momentum,
    [
        Help("Training images on which the statistics of batch norm are estimated; all where there are fewer"),
        Unit("images"),
        Range(1, 1_000_000)
    ]
        int NormImages,
    [Help("Training images on which the logits are recorded after each epoch"), Unit("images"), Range(1, 10_000)]
        int Probes,
    [Help("What the learning rate does from 0 to T: half a cosine takes it to 0, or it stays")]
        RateSchedule Schedule = RateSchedule.Cosine
);

/// <summary>The neural tangent kernel.</summary>
public sealed record KernelParameters(
    [Help("Training images on which kernels are computed"), Unit("images"), Range(2, 2000)] int Probes,
    [Help("Times at which kernels are computed for the velocity"), Unit("epochs"), Range(0, 100_000)] NumberRange Grid
);

/// <summary>Ridge regression with the kernel on the probes, and gradient descent to compare it with.</summary>
public sealed record RegressionParameters(
    [Help("λ over the largest eigenvalue of the kernel"), Range(1e-12, 1)] double Ridge,
    [Help("Steps of gradient descent on squared loss"), Unit("steps"), Range(1, 1_000_000)] int Steps,
    [Help("Test images on which both are compared; all where there are fewer"), Unit("images"), Range(1, 1_000_000)]
        int Test
);

/// <summary>The growth of a small perturbation of the weights.</summary>
public sealed record SensitivityParameters(
    [Help("Length of the perturbation over that of the weights"), Range(1e-12, 1)] double Epsilon,
    [Help("How long both copies are trained"), Unit("epochs"), Range(0.01, 1_000)] double Epochs,
    [Help("How often their distance is measured in that time"), Unit("times"), Range(3, 1_000)] int Points
);

/// <summary>The interpolation curve between two children.</summary>
public sealed record BarrierParameters(
    [Help("Points on the curve, both ends included"), Unit("points"), Range(11, 1001)] int Points,
    [
        Help("Training images on which the curve is measured; all where there are fewer"),
        Unit("images"),
        Range(1, 1_000_000)
    ]
        int Train,
    [Help("Test images on which the curve is measured; all where there are fewer"), Unit("images"), Range(1, 1_000_000)]
        int Test
);

/// <summary>The thresholds of the paper's claims.</summary>
public sealed record ClaimParameters(
    [
        Help("`basin`, `advantage`: less than this counts as vanished"),
        Unit("percentage points of test error"),
        Range(0, 100)
    ]
        double BarrierPoints,
    [Help("`transient`: least ratio of the velocity before epoch 1 to that of the second half"), Range(1, 1000)]
        double VelocityRatio,
    [Help("`transient`: largest slope of log v that counts as constant"), Unit("per epoch"), Range(0, 10)]
        double VelocitySlope,
    [Help("`match`: largest relative excess of the learned kernel's error over the full network's"), Range(0, 10)]
        double MatchRelative,
    [Help("`advantage`, `universal`: least rank correlation"), Range(-1, 1)] double Spearman,
    [Help("Resamples of a bootstrap interval"), Unit("resamples"), Range(100, 1_000_000)] int Resamples
);

using NtkRepro.Data;
using NtkRepro.Linearization;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro;

/// <summary>All parameters of a reproduction: the schema of the <c>parameters</c> in pipeline.yaml.</summary>
public sealed record Parameters(
    [Help("Which runs there are")] RunParameters Run,
    [Help("Children, cloned from the parent")] SpawnParameters Spawn,
    [Help("Linearized networks and the nonlinear controls beside them")] LinearizedParameters Linearized,
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
    [Help("Seeds of the parents"), Range(0, int.MaxValue), Set] IReadOnlyList<int> Seeds
);

/// <summary>The children of a parent (paper.md, Runs 2).</summary>
public sealed record SpawnParameters(
    [Help("For each network the times of the parent at which children are cloned")]
    [Unit("epochs", Of = "<name>"), Range(0, 100_000)]
        IReadOnlyDictionary<string, NumberRange> Times,
    [Help("Minibatch orders of the children of one parent"), Range(1, 1000), Set(KeepsOrder = true)]
        IReadOnlyList<int> Children
);

/// <summary>Linearized networks, their nonlinear controls and linear probes (paper.md, Runs 3 to 5).</summary>
public sealed record LinearizedParameters(
    [Help("For each network the onset times t̃: those of the parent at which it is replaced by its linearization")]
    [Unit("epochs", Of = "<name>"), Range(0, 100_000)]
        IReadOnlyDictionary<string, NumberRange> Times,
    [Help(
        "For each network the controls: `same` has the linearized run's minibatch order, `own` another; `frozen` is "
            + "`same` with the statistics of batch norm fixed at the onset"
    )]
    [OneOf(typeof(Controls)), Set(KeepsOrder = true)]
        IReadOnlyDictionary<string, IReadOnlyList<string>> Controls,
    [Help("Length of linearized runs and controls, the same at every onset"), Unit("epochs"), Range(1, 10_000)]
        int Epochs,
    [Help("Momentum, which is 0 where a run begins"), Range(0, 0.9999)] double Momentum,
    [Help("Grid of η_lin: `calibration` takes the rate with the least validation error"), Range(1e-9, 100), Set]
        IReadOnlyList<double> Rates,
    [Help("For each network the onset time at which the rates are tried; several, and the mean over them counts")]
    [Unit("epochs", Of = "<name>"), Range(0, 100_000)]
        IReadOnlyDictionary<string, NumberRange> Onset,
    [Help("Training images held out for validation: runs stop by them, no reported error is theirs")]
    [Unit("images"), Range(1, 1_000_000)]
        int Validation,
    [Help("Weight decay λ of linear probes, which adds λ/2 ‖W‖² to their loss"), Range(0, 100)] double ProbeDecay = 1e-4
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
    [Help("How weights begin")] Initialisation Initialisation = Initialisation.He,
    [Help("Learning rate η of this network; `training.learning_rate` unless given"), Range(0, 100), Optional]
        double? LearningRate = null
);

/// <summary>Stochastic gradient descent with momentum.</summary>
public sealed record TrainingParameters(
    [Help("Length T of a full run"), Unit("epochs"), Range(1, 10_000)] int Epochs,
    [Help("Examples in a minibatch"), Unit("examples"), Range(1, 10_000)] int Batch,
    [Help("Learning rate η of the constant phase; the initial one of a cosine"), Range(0, 100)] double LearningRate,
    [Help("Momentum"), Range(0, 0.9999)] double Momentum,
    [
        Help("Training images on which the statistics of batch norm are estimated; all where there are fewer"),
        Unit("images"),
        Range(1, 1_000_000)
    ]
        int NormImages,
    [Help("Training images on which the logits are recorded after each epoch"), Unit("images"), Range(1, 10_000)]
        int Probes,
    [
        Help("`drops`: where the learning rate falls to a tenth, and again, as fractions of T"),
        Unit("fractions of T"),
        Range(0, 1)
    ]
    [Optional]
        NumberRange Drops,
    [Help("What the learning rate does from 0 to T: it stays and then drops, it stays, or half a cosine takes it to 0")]
        RateSchedule Schedule = RateSchedule.Drops,
    [
        Help("Last epochs of the constant phase over which the test error is averaged: the plateau"),
        Unit("epochs"),
        Range(1, 1_000)
    ]
        int Plateau = 5
)
{
    /// <summary>The same for a network, which may have a learning rate of its own.</summary>
    public TrainingParameters Of(ModelParameters model) =>
        this with
        {
            LearningRate = model.LearningRate ?? LearningRate,
        };
}

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
        int Train
);

/// <summary>The thresholds of the paper's claims, fixed before any run that they judge.</summary>
public sealed record ClaimParameters(
    [Help("Training error at T up to which a run has converged"), Unit("a fraction"), Range(0, 1)] double Converged,
    [Help("`basin`: a barrier below this counts as none"), Unit("percentage points of error"), Range(0, 100)]
        double BarrierPoints,
    [
        Help("`match`, `advantage`: a difference below this counts as none"),
        Unit("percentage points of test error"),
        Range(0, 100)
    ]
        double NegligiblePoints,
    [Help("`transient`: least ratio of the velocity before epoch 1 to that of the second half"), Range(1, 1000)]
        double VelocityRatio,
    [Help("`transient`: velocity of the second half that is clearly above 0"), Unit("per epoch"), Range(0, 10)]
        double VelocityFloor,
    [
        Help(
            "`transient`: largest change of the velocity over the second half, relative to its mean, that counts as constant"
        ),
        Range(0, 10)
    ]
        double VelocityChange,
    [Help("`factor3`: least share of the gap between the initial kernel and the plateau that is closed"), Range(0, 1)]
        double GapClosed,
    [Help("`advantage`, `universal`: largest ratio of two times that counts as together"), Range(1, 1000)]
        double TimeRatio,
    [Help("Resamples of a bootstrap interval"), Unit("resamples"), Range(100, 1_000_000)] int Resamples
);

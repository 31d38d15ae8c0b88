namespace NtkRepro.Metrics;

/// <summary>How far apart two children of one spawn time are, by each measure.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn time, epochs.</param>
/// <param name="ChildA">The one child.</param>
/// <param name="ChildB">The other.</param>
/// <param name="TrainError">Fraction that the worse of them gets wrong on the whole training set.</param>
/// <param name="TrainErrorBarrier">Error barrier on training images, a fraction.</param>
/// <param name="TrainLossBarrier">Loss barrier on training images, in nats.</param>
/// <param name="TestErrorBarrier">Error barrier on test images, a fraction.</param>
/// <param name="TestLossBarrier">Loss barrier on test images, in nats.</param>
/// <param name="FunctionDistance">Fraction of test images on which they predict different classes.</param>
/// <param name="SoftmaxDistance">Mean L2 distance of their softmax outputs on test images.</param>
/// <param name="WeightDistance">Relative L2 distance of their weights.</param>
/// <param name="ReluDistance">Fraction of rectifiers × probes that are on in one and off in the other.</param>
/// <param name="KernelDistance">S between their kernels on the probes, 0 to 1.</param>
/// <param name="GradientSimilarity">Mean over probes and logits of cos(∂f_a(x_i)/∂w at w, at w').</param>
/// <param name="Diverged">Whether either of them diverged; the measures then mean nothing.</param>
public sealed record PairRow(
    int Seed,
    double Time,
    int ChildA,
    int ChildB,
    double TrainError,
    double TrainErrorBarrier,
    double TrainLossBarrier,
    double TestErrorBarrier,
    double TestLossBarrier,
    double FunctionDistance,
    double SoftmaxDistance,
    double WeightDistance,
    double ReluDistance,
    double KernelDistance,
    double GradientSimilarity,
    bool Diverged
);

/// <summary>One point of the line between two children of one spawn time.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn time, epochs.</param>
/// <param name="ChildA">The child at α = 1.</param>
/// <param name="ChildB">The child at α = 0.</param>
/// <param name="Alpha">α of α w + (1 − α) w'.</param>
/// <param name="TrainError">Fraction wrong on training images.</param>
/// <param name="TrainLoss">Mean cross-entropy there, in nats.</param>
/// <param name="TestError">Fraction wrong on test images.</param>
/// <param name="TestLoss">Mean cross-entropy there, in nats.</param>
public sealed record CurveRow(
    int Seed,
    double Time,
    int ChildA,
    int ChildB,
    double Alpha,
    double TrainError,
    double TrainLoss,
    double TestError,
    double TestLoss
);

/// <summary>What the network at one point of the line between two children predicts for one image, in the order of the set.</summary>
/// <param name="ChildA">The child at α = 1.</param>
/// <param name="ChildB">The child at α = 0.</param>
/// <param name="Alpha">α of α w + (1 − α) w'.</param>
/// <param name="Images"><c>train</c> or <c>test</c>.</param>
/// <param name="Label">The class of the image.</param>
/// <param name="Predicted">The class that is predicted.</param>
public sealed record PointPredictionRow(
    int ChildA,
    int ChildB,
    double Alpha,
    string Images,
    byte Label,
    byte Predicted
);

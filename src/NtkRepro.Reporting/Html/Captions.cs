using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>What is said below a figure.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="What">What was measured.</param>
/// <param name="On">On which images, besides those of the dataset.</param>
/// <param name="Reading">How to read it.</param>
internal sealed record Caption(string Heading, string What, string On, string Reading)
{
    /// <summary>The figure of the paper that it answers, <c>Figure 1</c>; empty where the paper has none.</summary>
    public string Paper { get; init; } = "";
}

/// <summary>The captions of all figures.</summary>
internal static class Captions
{
    /// <summary>The figures that answer one of the paper's, each with its name there: the answer, then in the paper's order.</summary>
    private static readonly (string Name, string Paper)[] InPaper =
    [
        ("together.svg", "Figures 7 and 8"),
        ("trajectory.svg", "Figure 1"),
        ("kernel.svg", "Figures 4 and 7"),
        ("interpolation.svg", "the barrier of Figure 7"),
        ("distances.svg", "the barrier of Figure 7, beside other distances"),
        ("ntk_error.svg", "Figure 8"),
        ("nonlinear_advantage.svg", "Figure 9"),
    ];

    /// <summary>The figures of a network in the order of the page: the paper's, then what goes beyond them.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        .. InPaper.Select(p => p.Name),
        // Its panels are those of the others.
        .. FigureSet.Names.Where(name => name != Overview).Except(InPaper.Select(p => p.Name), StringComparer.Ordinal),
    ];

    /// <summary>What lays networks over each other, for the page alone.</summary>
    public const string Across = "across.svg";

    /// <summary>The one that shows panels of all others, on one sheet of paper.</summary>
    public const string Overview = "overview.svg";

    /// <summary>The caption of a figure.</summary>
    /// <param name="name">The figure's file name.</param>
    /// <param name="parameters">The parameters in effect.</param>
    public static Caption Of(string name, Parameters parameters) =>
        Told(name, parameters) with
        {
            Paper = Array.Find(InPaper, p => p.Name == name).Paper ?? "",
        };

    private static Caption Told(string name, Parameters parameters)
    {
        var probes = $"{Numbers.Of(parameters.Kernel.Probes, "training image")} (the probes)";
        var seen = Numbers.Of(parameters.Training.Probes, "training image");
        var walked = $"all test images and {Numbers.Of(parameters.Barrier.Train, "training image")}";
        var budget = Numbers.Of(parameters.Linearized.Epochs, "epoch");
        return name switch
        {
            "overview.svg" => new(
                "Overview",
                "The key panels of all figures below: where children go, barriers, the kernel's distance and velocity, gradients, linearized networks beside their nonlinear controls, the nonlinear advantage, and sensitivity.",
                "",
                "If the paper is right, everything falls together: barrier, kernel velocity and nonlinear advantage are large in the first two or three epochs and small afterwards. Where times are spawn or onset times, the axis is stretched towards 0."
            ),
            "together.svg" => new(
                "The question in two panels",
                $"How kernel velocity and error barrier fall, each in shares of its mean over seeds at the first time; and the test error of the networks linearized at each onset time and trained for {budget} from rest, beside every baseline.",
                walked,
                "If the paper is right, velocity and barrier fall within the first two or three epochs, and the linearized network reaches the plateau of full training soon after."
            ),
            "training.svg" => new(
                "Training",
                $"The error of the parent and the loss of its children; the test error and the loss of the networks linearized at each onset time and the test error of their nonlinear controls, each trained for {budget} from rest; and the least validation error of a linearized network with each learning rate of the grid.",
                "test and validation images; losses are means over the minibatches of an epoch",
                "Dotted: the plateau, the mean test error of the last epochs before the learning rate drops. Dashed: the parent's training error at the end, which says whether it has converged. One learning rate is chosen for all linearized networks and controls, by validation. Curves that still fall at their end stand for upper bounds."
            ),
            "trajectory.svg" => new(
                "Trajectories in function space",
                "The logits along each run, after every epoch, in the plane of their first two principal components: one plane for the parent and its children, another for the linearized networks.",
                $"the first {seen}",
                "Children of one time that end far apart had not settled in one basin when they were spawned. The axes say how much of the variance of the runs drawn a component explains; the two planes have different axes and cannot be compared."
            ),
            "interpolation.svg" => new(
                "Between two children",
                "The error of networks on the straight line between the weights of two children of one spawn time, on test and on training images.",
                walked,
                "A bump is an error barrier: the children ended in different basins. A flat line means that they are linearly connected. The barrier is the highest point less the mean of the two ends, so that children of unequal errors have a small one without a bump."
            ),
            "distances.svg" => new(
                "Distances of children",
                "How far apart children of one spawn time end, by each measure: error and loss barrier, predictions, ReLU patterns, weights, and kernels.",
                $"barriers on {walked}; predictions on all test images; patterns and kernels on {seen}",
                "Each point is one spawn time; the axis is stretched towards 0. Where a curve reaches its floor, a child's fate is sealed, whatever order its minibatches come in."
            ),
            "kernel.svg" => new(
                "The kernel over time",
                "The distance S between the tangent kernels of the parent at every two times; its velocity S(t, t + dt) / dt, and that over the learning rate; and the velocity at each spawn time against the error barrier there.",
                $"{probes}; barriers on all test images",
                "S is one minus the cosine of the two kernels: 0 where they are the same up to scale. A dark block along the diagonal is a time in which the kernel stays as it is. Velocities are on logarithmic axes; dashed lines mark where the learning rate drops, and what follows says nothing about the paper's constant rate."
            ),
            "gradient_similarity.svg" => new(
                "Similarity of gradients",
                "The mean cosine of the logits' gradients: of the same image in two children of one spawn time, and of different images within the parent.",
                $"{seen} between children; {probes} within the parent",
                "1 means that the gradients point the same way. Within a network, images of one class come to share their gradients as features are learned."
            ),
            "ntk_error.svg" => new(
                "Linearized networks",
                $"The test error of the network that was linearized at each onset time and then trained for {budget} from rest, at its best epoch by validation. Beside it: the nonlinear control, which is the network itself trained in the same way from the same weights; a linear classifier fitted to the last hidden layer (the probe); and the parent at the onset. On the right: the share of the way from the error at onset 0 to the plateau that is covered.",
                "all test images; stopped by the validation images",
                "An onset of 0 is the classic tangent kernel. Where the curve meets the dotted line, a linear model with the learned kernel is as good as the network at the plateau; where it meets the control, linearizing costs nothing. Where it is no better than the probe, a learned kernel says no more than learned features. The paper reports 0.6 at onset 0 and 0.2 at epochs 3 to 4: four fifths of the gap."
            ),
            "nonlinear_advantage.svg" => new(
                "Nonlinear advantage",
                "The test error of the linearized network less that of its nonlinear control, which has the same start, learning rate, minibatches and stopping rule; beside it the error barrier between children, and one against the other. Where there is batch norm, the same less a control whose statistics are fixed at the onset, as the linearized network's are.",
                "all test images",
                "Above 0 the nonlinear network is better. If the paper is right, the advantage vanishes when the barrier does: points in the right panel then lie on a rising line through the origin."
            ),
            "spectrum.svg" => new(
                "Spectrum of the kernel",
                "The eigenvalues of the parent's kernel over its trace, its effective rank exp(entropy), its alignment with the labels, and its condition number.",
                probes,
                "The kernel distance is blind to a change of conditioning; these are not. Alignment 1 would mean that the kernel knows the classes."
            ),
            "sensitivity.svg" => new(
                "Sensitivity to a perturbation",
                $"A copy of the parent is moved by {Numbers.Text(parameters.Sensitivity.Epsilon)} of the length of its weights, and both are trained on the same minibatches for {Numbers.Of((long)Math.Ceiling(parameters.Sensitivity.Epochs), "epoch")}: the rate at which their logits part, a finite-time Lyapunov exponent.",
                seen,
                "Above 0 a small difference grows: training is chaotic in the sense of the word. The right panel shows the distances that the exponents were fitted to, on a logarithmic axis."
            ),
            "kernel_regression.svg" => new(
                "Kernel regression",
                "Ridge regression with the kernel of each onset time beside the linearized network trained by gradient descent on the same squared loss; how much their test logits differ; and whether the kernel is positive definite.",
                $"trained on {probes}; compared on {Numbers.Of(parameters.Regression.Test, "test image")}",
                "If the two curves on the left agree, linearized training is kernel regression here. A large condition number, or a kernel that is singular, means that this is owed to the ridge."
            ),
            "correlation.svg" => new(
                "Correlation of the measures",
                "Spearman's rank correlation of every two measures over all seeds and times.",
                "",
                "1 where two measures rise and fall together, −1 where one rises as the other falls; n is of how many points. Grey, in brackets: the bootstrap 95 % interval contains 0, so that no sign was found."
            ),
            Across => new(
                "Networks and seeds laid over each other",
                "The error barrier between children, the kernel velocity, the test error of linearized networks, and the nonlinear advantage.",
                "",
                "The legend shows and hides a network, or one of its seeds, in all four panels."
            ),
            "width.svg" => new(
                "Networks of several widths",
                "The kernel velocity before epoch 1, and the nonlinear advantage at each onset time, of networks that differ in their width alone.",
                "",
                "In the limit of infinite width the kernel does not move: a velocity that falls with width shows how far these networks are from it."
            ),
            "rate.svg" => new(
                "Networks of several learning rates",
                "The error barrier between the children that were spawned first, and the spawn time from which it is gone, of networks that differ in the learning rate of the parent alone.",
                walked,
                "Where small rates have no barrier from the start, the transient is a matter of step size."
            ),
            _ => new(name, "", "", ""),
        };
    }
}

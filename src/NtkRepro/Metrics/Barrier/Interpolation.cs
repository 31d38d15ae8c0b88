using NtkRepro.Data;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>One point of the line between two networks in weight space.</summary>
/// <param name="Alpha">α of α w + (1 − α) w'.</param>
/// <param name="Train">There, on training images.</param>
/// <param name="Test">There, on test images.</param>
/// <param name="TrainClasses">The classes that it predicts for the training images.</param>
/// <param name="TestClasses">Those for the test images.</param>
public sealed record CurvePoint(
    double Alpha,
    Performance Train,
    Performance Test,
    byte[] TrainClasses,
    byte[] TestClasses
);

/// <summary>Error and loss along the line between two networks (paper.md, <c>barrier</c>).</summary>
public static class Interpolation
{
    /// <summary>The curve at <paramref name="points"/> evenly spaced α, from w' at 0 to w at 1.</summary>
    /// <param name="classifier">As in training.</param>
    /// <param name="weights">w, [P].</param>
    /// <param name="other">w', [P].</param>
    /// <param name="points">How many α.</param>
    /// <param name="train">Training images.</param>
    /// <param name="test">Test images.</param>
    /// <param name="normBatches">Training images on which the statistics of batch norm are estimated at each α.</param>
    public static IReadOnlyList<CurvePoint> Curve(
        IClassifier classifier,
        Tensor weights,
        Tensor other,
        int points,
        LabelledImages train,
        LabelledImages test,
        IEnumerable<Tensor>? normBatches = null
    )
    {
        var curve = new List<CurvePoint>(points);
        for (var i = 0; i < points; i++)
        {
            using var scope = NewDisposeScope();
            var alpha = (double)i / (points - 1);
            var between = weights.Times(alpha).Plus(other.Times(1 - alpha));
            var there = classifier.Freeze(between, normBatches ?? []);
            var (onTrain, onTest) = (Evaluation.Logits(there, between, train), Evaluation.Logits(there, between, test));
            curve.Add(
                new CurvePoint(
                    alpha,
                    Evaluation.Measure(onTrain, train.Labels),
                    Evaluation.Measure(onTest, test.Labels),
                    Evaluation.Classes(onTrain),
                    Evaluation.Classes(onTest)
                )
            );
        }
        return curve;
    }

    /// <summary>
    /// max_α R(α w + (1 − α) w') − ½ (R(w) + R(w')), never below 0 as both ends are on the curve; not a number where R
    /// is not a number anywhere on it.
    /// </summary>
    /// <param name="curve">The curve, from α = 0 to α = 1.</param>
    /// <param name="risk">R: an error or a loss.</param>
    public static double Barrier(IReadOnlyList<CurvePoint> curve, Func<CurvePoint, double> risk) =>
        curve.Any(point => double.IsNaN(risk(point)))
            ? double.NaN
            : curve.Max(risk) - ((risk(curve[0]) + risk(curve[^1])) / 2);
}

using System.Globalization;
using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Both sides computed different numbers, or not the same ones.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);

/// <summary>Tells whether both sides computed the same.</summary>
internal static class ResultCheck
{
    /// <summary>The largest ‖ours − theirs‖ / ‖theirs‖ of a result.</summary>
    public const double Tolerance = 1e-4;

    // A rectifier whose input is zero but for rounding may fall either way, which changes all gradients of its image. The two
    // sides round by different versions of the engine: of resnet-20's 100 images five then differ by more than the rest.
    private const string Kernel = "kernel";
    private const int ImagesPerFlip = 20;

    // An error counts images; one whose two largest logits are as good as equal may fall either way.
    private const string Counted = "error";
    private const int MostImages = 2;

    /// <summary>Compares the results in two files.</summary>
    /// <param name="ours">Our file.</param>
    /// <param name="theirs">Their file.</param>
    /// <param name="images">Of how many images an <c>error</c> is a fraction.</param>
    /// <returns>The largest difference found.</returns>
    /// <exception cref="CheckFailedException">They differ by more than is right.</exception>
    public static double Compare(string ours, string theirs, int images)
    {
        using var scope = NewDisposeScope();
        return Compare(SafeTensors.Load(ours), SafeTensors.Load(theirs), images);
    }

    /// <summary>Compares results by name.</summary>
    public static double Compare(
        IReadOnlyDictionary<string, Tensor> ours,
        IReadOnlyDictionary<string, Tensor> theirs,
        int images
    )
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (!ours.Keys.Order(StringComparer.Ordinal).SequenceEqual(theirs.Keys.Order(StringComparer.Ordinal)))
            throw new CheckFailedException($"we computed {Names(ours)}, they {Names(theirs)}");
        return ours.Select(result =>
                result.Key switch
                {
                    Counted => Count(result.Value, theirs[result.Key], images),
                    Kernel => Relative(
                        Kernel,
                        result.Value,
                        theirs[Kernel],
                        result.Value.shape[0] / BenchNetworks.Classes
                    ),
                    var name => Relative(name, result.Value, theirs[name]),
                }
            )
            .DefaultIfEmpty(0)
            .Max();
    }

    // examples: how many those of a kernel are, of which the least alike are left out; 0 for what is no kernel.
    private static double Relative(string name, Tensor ours, Tensor theirs, long examples = 0)
    {
        var (a, b) = Aligned(name, ours, theirs);
        var change = a - b;
        for (var i = 0; i < examples / ImagesPerFlip; i++)
            LeaveOut(change, examples);
        var difference = change.norm().item<double>() / b.norm().item<double>();
        // Not a number counts as different.
        return difference <= Tolerance
            ? difference
            : throw new CheckFailedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: ‖ours − theirs‖ / ‖theirs‖ is {difference:0.##E+0}; at most {Tolerance:0.##E+0} is right"
                )
            );
    }

    // Sets the rows and columns of the example with the largest differences to zero.
    private static void LeaveOut(Tensor change, long examples)
    {
        var classes = change.shape[0] / examples;
        var worst = change.square().sum(dim: 1).view(examples, classes).sum(dim: 1).argmax(0).item<long>();
        change.narrow(0, worst * classes, classes).mul_(0);
        change.narrow(1, worst * classes, classes).mul_(0);
    }

    private static double Count(Tensor ours, Tensor theirs, int images)
    {
        var (a, b) = Aligned(Counted, ours, theirs);
        var most = (a - b).abs().max().item<double>() * images;
        return Math.Round(most) <= MostImages
            ? 0
            : throw new CheckFailedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted}: the two sides disagree on {most:0} of {images} images; at most {MostImages} is right"
                )
            );
    }

    private static (Tensor Ours, Tensor Theirs) Aligned(string name, Tensor ours, Tensor theirs) =>
        ours.shape.SequenceEqual(theirs.shape)
            ? (ours.to_type(ScalarType.Float64), theirs.to_type(ScalarType.Float64))
            : throw new CheckFailedException(
                $"{name}: ours has the shape [{string.Join(", ", ours.shape)}], theirs [{string.Join(", ", theirs.shape)}]"
            );

    private static string Names(IReadOnlyDictionary<string, Tensor> tensors) =>
        string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal));
}

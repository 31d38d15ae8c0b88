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
                    Kernel => OfKernel(result.Value, theirs[Kernel]),
                    var name => Relative(name, result.Value, theirs[name]),
                }
            )
            .DefaultIfEmpty(0)
            .Max();
    }

    private static double Relative(string name, Tensor ours, Tensor theirs)
    {
        var (a, b) = Aligned(name, ours, theirs);
        return Checked(name, (a - b).norm().item<double>() / b.norm().item<double>());
    }

    // Of a kernel, of whose examples the least alike are left out.
    private static double OfKernel(Tensor ours, Tensor theirs)
    {
        CheckShapes(Kernel, ours, theirs);
        var examples = ours.shape[0] / BenchNetworks.Classes;
        var change = SquaresOfPairs(examples, block => block(ours) - block(theirs));
        for (var i = 0; i < examples / ImagesPerFlip; i++)
        {
            var worst = change.sum(dim: 1).argmax(0).item<long>();
            change.narrow(0, worst, 1).zero_();
            change.narrow(1, worst, 1).zero_();
        }
        var all = SquaresOfPairs(examples, block => block(theirs));
        return Checked(Kernel, Math.Sqrt(change.sum().item<double>() / all.sum().item<double>()));
    }

    // [examples, examples]: for each pair of examples the sum of the squares of the numbers that they have in a kernel. A kernel of 1,600 images
    // has two gigabytes in double precision, so it is never there as a whole.
    private static Tensor SquaresOfPairs(long examples, Func<Func<Tensor, Tensor>, Tensor> values)
    {
        var sums = zeros([examples, examples], ScalarType.Float64, CPU);
        for (var i = 0L; i < examples; i++)
        {
            using var inner = NewDisposeScope();
            var rows = values(kernel =>
                kernel.narrow(0, i * BenchNetworks.Classes, BenchNetworks.Classes).to_type(ScalarType.Float64)
            );
            var squares = rows.square().view(BenchNetworks.Classes, examples, BenchNetworks.Classes);
            sums.narrow(0, i, 1).copy_(squares.sum([0, 2]).unsqueeze(0));
        }
        return sums;
    }

    // Not a number counts as different.
    private static double Checked(string name, double difference) =>
        difference <= Tolerance
            ? difference
            : throw new CheckFailedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: ‖ours − theirs‖ / ‖theirs‖ is {difference:0.##E+0}; at most {Tolerance:0.##E+0} is right"
                )
            );

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

    private static (Tensor Ours, Tensor Theirs) Aligned(string name, Tensor ours, Tensor theirs)
    {
        CheckShapes(name, ours, theirs);
        return (ours.to_type(ScalarType.Float64), theirs.to_type(ScalarType.Float64));
    }

    private static void CheckShapes(string name, Tensor ours, Tensor theirs)
    {
        if (!ours.shape.SequenceEqual(theirs.shape))
            throw new CheckFailedException(
                $"{name}: ours has the shape [{string.Join(", ", ours.shape)}], theirs [{string.Join(", ", theirs.shape)}]"
            );
    }

    private static string Names(IReadOnlyDictionary<string, Tensor> tensors) =>
        string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal));
}

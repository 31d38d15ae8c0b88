using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>Products A Aᵀ, of which one half is the other's mirror image.</summary>
internal static class Gram
{
    // Rows of a product that are computed together: with fewer the engine is slower, with more the half saved is less.
    private const long Strip = 250;

    /// <summary>
    /// Adds A Aᵀ to the lower triangle of <paramref name="sum"/>, [n, n]; what is above it afterwards is of no use until
    /// <see cref="Mirror"/>.
    /// </summary>
    /// <param name="rows">A, [n, k].</param>
    /// <param name="sum">[n, n].</param>
    public static void Add(Tensor rows, Tensor sum)
    {
        foreach (var (start, count) in Strips(rows.shape[0]))
        {
            using var scope = NewDisposeScope();
            var lower = sum.narrow(0, start, count).narrow(1, 0, start + count);
            lower.addmm_(rows.narrow(0, start, count), rows.narrow(0, 0, start + count).t());
        }
    }

    /// <summary>Copies the lower triangle of a matrix onto its upper triangle.</summary>
    public static void Mirror(Tensor sum)
    {
        foreach (var (start, count) in Strips(sum.shape[0]))
        {
            using var scope = NewDisposeScope();
            var strip = sum.narrow(0, start, count);
            sum.narrow(0, 0, start).narrow(1, start, count).copy_(strip.narrow(1, 0, start).t());
            var square = strip.narrow(1, start, count);
            square.copy_(square.tril() + square.tril(-1).t());
        }
    }

    private static IEnumerable<(long Start, long Count)> Strips(long rows)
    {
        for (long start = 0; start < rows; start += Strip)
            yield return (start, Math.Min(Strip, rows - start));
    }
}

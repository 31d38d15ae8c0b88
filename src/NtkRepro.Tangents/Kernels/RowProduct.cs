using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Products A Bᵀ of matrices of rows. Where the engine is held to results of the same bytes on every processor, its BLAS does
/// without fused multiply-adds, and takes two to three times as long as its convolutions, which are made of them: a 1 × 1
/// convolution, whose pixels are the rows of A and whose filters are the rows of B, is the same product.
/// </summary>
/// <remarks>
/// Up to <see cref="Longest"/> columns, each element is one chain of fused multiply-adds from the first column to the last, so
/// that it does not matter into which blocks the engine cuts the matrices, which it does by the sizes of the processor's caches.
/// </remarks>
internal static class RowProduct
{
    /// <summary>The columns of one chain; with more of them, the engine adds up the chains of its blocks.</summary>
    public const long Longest = 2048;

    // Of fewer elements the engine takes a convolution to its BLAS.
    private const long Fewest = 20480;

    /// <summary>The widths of the fewest parts of so many columns each of which is one chain, as equal as they can be.</summary>
    public static IEnumerable<long> Parts(long columns)
    {
        var count = (columns + Longest - 1) / Longest;
        for (var i = 0L; i < count; i++)
            yield return ((i + 1) * columns / count) - (i * columns / count);
    }

    /// <summary>A Bᵀ: [m, n].</summary>
    /// <param name="a">A, [m, k].</param>
    /// <param name="b">B, [n, k], which is copied on the way: the one with fewer rows, where there is a choice.</param>
    public static Tensor Of(Tensor a, Tensor b)
    {
        var (m, n, k) = (a.shape[0], b.shape[0], a.shape[1]);
        if (a.dtype != ScalarType.Float32 || a.device_type != DeviceType.CPU || k > Longest || m * k <= Fewest)
            return a.mm(b.t());
        // [1, k, m, 1] with the channels innermost in memory. On one thread the engine takes 1 × 1 convolutions to its BLAS, but for
        // dilated ones; with one pixel there is nothing to dilate.
        var pixels = a.reshape(1, m, 1, k).permute(0, 3, 1, 2);
        var product = nn.functional.conv2d(pixels, b.reshape(n, k, 1, 1), dilation: [2, 2]);
        return product.permute(0, 2, 3, 1).reshape(m, n);
    }
}

using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Products A Aᵀ, of which one half is the other's mirror image.</summary>
internal static class Gram
{
    // Rows of a product that are computed together: with fewer the engine is slower, with more the half saved is less.
    private const long Strip = 240;

    /// <summary>
    /// Adds some rows of A Aᵀ to those of <paramref name="sum"/>, up to the column of the last of them. Where this is done
    /// for all rows, the lower triangle is right; what is above it is of no use until <see cref="Mirror"/>.
    /// </summary>
    /// <param name="rows">A, [n, k].</param>
    /// <param name="sum">[n, n].</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">Rows.</param>
    public static void Add(Tensor rows, Tensor sum, long start, long count)
    {
        // Of the square that ends the strip, the quarter above the diagonal is left out.
        var half = count / 2;
        Product(start, count, 0, start + half);
        Product(start + half, count - half, start + half, count - half);

        void Product(long row, long height, long column, long width) =>
            sum.narrow(0, row, height)
                .narrow(1, column, width)
                .Increase(RowProduct.Of(rows.narrow(0, row, height), rows.narrow(0, column, width)));
    }

    /// <summary>
    /// Copies the lower triangle of a matrix onto its upper triangle, for some rows of the lower. Where this is done for
    /// all strips that were added, the whole is right.
    /// </summary>
    /// <param name="sum">[n, n].</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">Rows.</param>
    public static void Mirror(Tensor sum, long start, long count)
    {
        using var scope = NewDisposeScope();
        var strip = sum.narrow(0, start, count);
        sum.narrow(0, 0, start).narrow(1, start, count).copy_(strip.narrow(1, 0, start).t());
        var square = strip.narrow(1, start, count);
        square.copy_(square.tril().Plus(square.tril(-1).t()));
    }

    /// <summary>The rows of a matrix in strips that suit <see cref="Add"/>.</summary>
    /// <param name="rows">Of the matrix.</param>
    /// <param name="together">Rows that belong together, none of which is parted from the others.</param>
    public static IEnumerable<(long Start, long Count)> Strips(long rows, long together)
    {
        var height = Math.Max(1, Strip / together) * together;
        for (long start = 0; start < rows; start += height)
            yield return (start, Math.Min(height, rows - start));
    }
}

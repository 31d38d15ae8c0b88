using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Products A Aᵀ, of which one half is the other's mirror image.</summary>
internal static class Gram
{
    /// <summary>
    /// Adds some columns of A Aᵀ to those of <paramref name="sum"/>, down to the row of the last of them. Where this is done
    /// for all columns, the upper triangle is right; what is below it is of no use until <see cref="Mirror"/>.
    /// </summary>
    /// <param name="rows">A, [n, k].</param>
    /// <param name="sum">[n, n].</param>
    /// <param name="start">The first column.</param>
    /// <param name="count">Columns.</param>
    public static void Add(Tensor rows, Tensor sum, long start, long count)
    {
        // Of the square that ends the strip, the quarter below the diagonal is left out.
        var half = count / 2;
        Product(0, start + half, start, count);
        Product(start + half, count - half, start + half, count - half);

        void Product(long row, long height, long column, long width) =>
            sum.narrow(0, row, height)
                .narrow(1, column, width)
                .Increase(RowProduct.Of(rows.narrow(0, row, height), rows.narrow(0, column, width)));
    }

    /// <summary>
    /// Copies the upper triangle of a matrix onto its lower triangle, for some columns of the upper. Where this is done for
    /// all strips that were added, the whole is right.
    /// </summary>
    /// <param name="sum">[n, n].</param>
    /// <param name="start">The first column.</param>
    /// <param name="count">Columns.</param>
    public static void Mirror(Tensor sum, long start, long count)
    {
        using var scope = NewDisposeScope();
        var strip = sum.narrow(1, start, count);
        sum.narrow(0, start, count).narrow(1, 0, start).copy_(strip.narrow(0, 0, start).t());
        var square = strip.narrow(0, start, count);
        square.copy_(square.triu().Plus(square.triu(1).t()));
    }

    /// <summary>The columns of a matrix in strips that suit <see cref="Add"/>.</summary>
    /// <param name="columns">Of the matrix.</param>
    /// <param name="together">Columns that belong together, none of which is parted from the others.</param>
    /// <param name="most">Columns of a strip, unless more belong together.</param>
    public static IEnumerable<(long Start, long Count)> Strips(long columns, long together, long most)
    {
        var width = Math.Max(1, most / together) * together;
        for (long start = 0; start < columns; start += width)
            yield return (start, Math.Min(width, columns - start));
    }
}

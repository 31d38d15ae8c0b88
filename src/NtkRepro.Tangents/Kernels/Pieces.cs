using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Parts of a tensor that arrive in any order, from any thread.</summary>
internal sealed class Pieces : IDisposable
{
    private readonly SortedList<long, Tensor> pieces = [];

    /// <summary>Takes a part, which is its own from then on.</summary>
    /// <param name="place">What the parts are ordered by.</param>
    /// <param name="piece">The part.</param>
    public void Add(long place, Tensor piece)
    {
        piece.DetachFromDisposeScope();
        lock (pieces)
            pieces.Add(place, piece);
    }

    /// <summary>All parts in order, in one tensor of the current dispose scope; the parts themselves are freed.</summary>
    /// <param name="axis">Along which they follow each other.</param>
    public Tensor Join(long axis = 0)
    {
        var joined = cat([.. pieces.Values], axis);
        Dispose();
        return joined;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var piece in pieces.Values)
            piece.Dispose();
        pieces.Clear();
    }
}

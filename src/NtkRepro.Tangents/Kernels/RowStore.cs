using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Memory for columns of a Jacobian J, which layers use one after the other: fresh memory costs a pass over it.</summary>
/// <param name="rows">Of J.</param>
/// <param name="type">Of its elements.</param>
internal sealed class RowStore(long rows, ScalarType type) : IDisposable
{
    private readonly List<Tensor> free = [];
    private readonly List<Tensor> taken = [];

    /// <summary>So many columns, of any values: [rows, columns].</summary>
    public Tensor Take(long columns)
    {
        var size = rows * columns;
        var memory = free.Where(m => m.numel() >= size).MinBy(m => m.numel());
        if (memory is null)
            memory = empty([size], type).DetachFromDisposeScope();
        else
            free.Remove(memory);
        taken.Add(memory);
        return memory.narrow(0, 0, size).view(rows, columns);
    }

    /// <summary>What was taken may be taken again.</summary>
    public void Return()
    {
        free.AddRange(taken);
        taken.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        free.ForEach(memory => memory.Dispose());
    }
}

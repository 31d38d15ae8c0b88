using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Reads the elements of a tensor in row-major order, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.dtype != ElementType())
            throw new ArgumentException($"{typeof(T).Name} is not compatible with {tensor.dtype}");
        this.tensor = tensor;
    }

    public long Count => tensor.numel();

    public T[] ToArray()
    {
        if (tensor.is_contiguous())
            return Elements(tensor);
        using var copy = tensor.contiguous();
        return Elements(copy);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() { }

    private static T[] Elements(torch.Tensor contiguous)
    {
        var elements = MemoryMarshal.Cast<byte, T>(contiguous.bytes).ToArray();
        GC.KeepAlive(contiguous);
        return elements;
    }

    private static torch.ScalarType? ElementType() =>
        default(T) switch
        {
            byte => torch.ScalarType.Byte,
            bool => torch.ScalarType.Bool,
            int => torch.ScalarType.Int32,
            long => torch.ScalarType.Int64,
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            _ => null,
        };
}

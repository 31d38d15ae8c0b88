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
        if (tensor.dtype != TypeOf())
            throw new ArgumentException($"cannot read a tensor of {tensor.dtype} as {typeof(T).Name}");
        this.tensor = tensor;
    }

    public long Count => tensor.numel();

    public T[] ToArray()
    {
        if (tensor.is_contiguous())
            return MemoryMarshal.Cast<byte, T>(tensor.bytes).ToArray();
        using var copy = tensor.contiguous();
        return MemoryMarshal.Cast<byte, T>(copy.bytes).ToArray();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() { }

    private static torch.ScalarType TypeOf() =>
        default(T) switch
        {
            byte => torch.ScalarType.Byte,
            bool => torch.ScalarType.Bool,
            int => torch.ScalarType.Int32,
            long => torch.ScalarType.Int64,
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            _ => throw new ArgumentException($"{typeof(T).Name} is no element type of a tensor"),
        };
}

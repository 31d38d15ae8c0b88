using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Reads the elements of a tensor in row-major order, whatever its strides.</summary>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.dtype != ElementType())
            throw new ArgumentException($"{typeof(T).Name} is not compatible with {tensor.dtype}");
        this.tensor = tensor;
    }

    public T[] ToArray()
    {
        if (tensor.device.type == DeviceType.CPU && tensor.is_contiguous())
            return Elements(tensor);
        using var onCpu = tensor.cpu();
        using var copy = onCpu.contiguous();
        return Elements(copy);
    }

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
            long => torch.ScalarType.Int64,
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            _ => null,
        };
}

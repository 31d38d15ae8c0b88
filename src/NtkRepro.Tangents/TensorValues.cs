using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Takes the values of tensors out of the engine.</summary>
public static class TensorValues
{
    /// <summary>A copy of a tensor's values in row-major order, empty where it has none.</summary>
    /// <typeparam name="T">What the tensor's type is in C#.</typeparam>
    /// <param name="tensor">Of any shape, on any device.</param>
    /// <exception cref="ArgumentException">The tensor is of another type.</exception>
    public static T[] Values<T>(this Tensor tensor)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        var host = tensor.detach().cpu().contiguous();
        if (host.ElementSize != Marshal.SizeOf<T>())
            throw new ArgumentException(
                $"a tensor of {tensor.dtype} has no values of {typeof(T).Name}",
                nameof(tensor)
            );
        return MemoryMarshal.Cast<byte, T>(host.bytes).ToArray();
    }
}

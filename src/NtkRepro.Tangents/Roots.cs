using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Square roots with the same bits on every processor: they are taken one by one, exact by IEEE 754. The engine leaves those of a
/// tensor to a library that picks its code by the processor's maker and rounds differently; a GPU takes them exactly, and where they are.
/// </summary>
public static class Roots
{
    /// <summary>√ of each value. Its derivative is not recorded.</summary>
    /// <param name="values">Of any shape, float32 or float64, on any device.</param>
    /// <returns>Of the same shape, type and device.</returns>
    public static Tensor Of(Tensor values)
    {
        // The engine gives no access to the values of a tensor that has none.
        if (values.numel() == 0)
            return values.clone();
        if (values.device_type == DeviceType.CUDA)
            return values.detach().sqrt();
        using var scope = NewDisposeScope();
        var roots =
            values.dtype == ScalarType.Float64
                ? tensor(Array.ConvertAll(values.Values<double>(), Math.Sqrt), values.shape, device: CPU)
                : tensor(Array.ConvertAll(values.Values<float>(), MathF.Sqrt), values.shape, device: CPU);
        return scope.MoveToOuter(roots.to(values.device));
    }

    /// <summary>‖values‖₂, of all values whatever their shape.</summary>
    public static double Norm(Tensor values)
    {
        using var scope = NewDisposeScope();
        return Math.Sqrt(values.Squared().sum(ScalarType.Float64).item<double>());
    }
}

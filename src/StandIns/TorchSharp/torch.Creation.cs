using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_full(size, size.Length, 0, Code(dtype)), device, requires_grad, names);

    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_full(size, size.Length, 1, Code(dtype)), device, requires_grad, names);

    /// <summary>A tensor whose elements are to be written before they are read.</summary>
    public static Tensor empty(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_empty(size, size.Length, Code(dtype)), device, requires_grad, names);

    public static Tensor zeros_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_full(input.shape, input.dim(), 0, Code(dtype ?? input.dtype)), device, requires_grad, names);

    /// <summary>The identity; as many columns as rows, unless told otherwise.</summary>
    public static Tensor eye(
        long rows,
        long columns = -1L,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_eye(rows, columns < 0 ? rows : columns, Code(dtype)), device, requires_grad, names);

    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<float>(rawArray, dimensions, float32, dtype), device, requires_grad, names);

    public static Tensor tensor(
        double[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<double>(rawArray, dimensions, float64, dtype), device, requires_grad, names);

    public static Tensor tensor(
        long[] dataArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<long>(dataArray, dimensions, int64, dtype), device, requires_grad, names);

    private static sbyte Code(ScalarType? dtype) => (sbyte)(dtype ?? float32);

    private static Tensor Made(Tensor tensor, Device? device, bool requiresGrad, string[]? names)
    {
        if (device is { type: not DeviceType.CPU })
            throw new NotSupportedException($"the TorchSharp stand-in runs on the CPU only, not on {device.type}");
        if (names is not null)
            throw new NotSupportedException("the TorchSharp stand-in does not cover named dimensions");
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }

    private static unsafe Tensor FromArray<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> dimensions,
        ScalarType own,
        ScalarType? dtype
    )
        where T : unmanaged
    {
        long count = 1;
        foreach (var dimension in dimensions)
            count = checked(count * dimension);
        if (count != values.Length)
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {count} vs. {values.Length}"
            );
        fixed (T* data = values)
        {
            var tensor = Native.shim_from_data(data, dimensions, dimensions.Length, (sbyte)own);
            return dtype is null || dtype == own ? tensor : tensor.to_type(dtype.Value, disposeAfter: true);
        }
    }
}

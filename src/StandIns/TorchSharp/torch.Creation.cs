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
    ) => Made(Native.shim_full(size, size.Length, new Number(0L), Code(dtype)), device, requires_grad, names);

    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_full(size, size.Length, new Number(1L), Code(dtype)), device, requires_grad, names);

    /// <summary>A tensor whose elements are all <paramref name="value"/>; of an integer they are int64, unless told otherwise.</summary>
    public static Tensor full(
        long[] size,
        Scalar value,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) =>
        Made(
            Native.shim_full(size, size.Length, value.Value, Code(dtype ?? Natural(value))),
            device,
            requires_grad,
            names
        );

    /// <summary>0, 1, 2, … below <paramref name="stop"/>; int64 for an integer, unless told otherwise.</summary>
    public static Tensor arange(
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from <paramref name="start"/> up to, but without, <paramref name="stop"/>.</summary>
    public static Tensor arange(
        Scalar start,
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>
    /// The numbers from <paramref name="start"/> towards, but without, <paramref name="stop"/> in steps; int64 if all
    /// three are integers, else float32, unless told otherwise.
    /// </summary>
    public static Tensor arange(
        Scalar start,
        Scalar stop,
        Scalar step,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) =>
        Made(
            Native.shim_arange(start.Value, stop.Value, step.Value, Code(dtype ?? Natural(start, stop, step))),
            device,
            requires_grad,
            names: null
        );

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
    ) =>
        Made(
            Native.shim_full(input.shape, input.dim(), new Number(0L), Code(dtype ?? input.dtype)),
            device,
            requires_grad,
            names
        );

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

    // The type of what is made of numbers without a word about its type.
    private static ScalarType Natural(params ReadOnlySpan<Scalar> numbers)
    {
        foreach (var number in numbers)
        {
            if (!number.Value.IsInteger)
                return ScalarType.Float32;
        }
        return ScalarType.Int64;
    }

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

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
    ) => Made(Native.shim_full(size, size.Length, new Number(0L), Code(dtype), On(device)), requires_grad, names);

    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_full(size, size.Length, new Number(1L), Code(dtype), On(device)), requires_grad, names);

    /// <summary>0, 1, 2, … below <paramref name="stop"/>; int64 for an integer, unless told otherwise.</summary>
    public static Tensor arange(
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) => arange(0, stop, dtype, device, requires_grad);

    /// <summary>The numbers from <paramref name="start"/> up to, but without, <paramref name="stop"/>.</summary>
    public static Tensor arange(
        Scalar start,
        Scalar stop,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false
    ) =>
        Made(
            Native.shim_arange(
                start.Value,
                stop.Value,
                new Number(1L),
                Code(dtype ?? Natural(start, stop)),
                On(device)
            ),
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
    ) => Made(Native.shim_empty(size, size.Length, Code(dtype), On(device)), requires_grad, names);

    /// <summary>Zeros of the shape of <paramref name="input"/>; of its type and on its device, unless told otherwise.</summary>
    public static Tensor zeros_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        var zeros = Native.shim_zeros_like(input, Code(dtype ?? input.dtype), On(device ?? input.device));
        return Made(zeros, requires_grad, names);
    }

    /// <summary>The identity; as many columns as rows, unless told otherwise.</summary>
    public static Tensor eye(
        long rows,
        long columns = -1L,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(Native.shim_eye(rows, columns < 0 ? rows : columns, Code(dtype), On(device)), requires_grad, names);

    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<float>(rawArray, dimensions, ScalarType.Float32, dtype, device), requires_grad, names);

    public static Tensor tensor(
        double[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<double>(rawArray, dimensions, ScalarType.Float64, dtype, device), requires_grad, names);

    public static Tensor tensor(
        long[] dataArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Made(FromArray<long>(dataArray, dimensions, ScalarType.Int64, dtype, device), requires_grad, names);

    private static sbyte Code(ScalarType? dtype) => (sbyte)(dtype ?? ScalarType.Float32);

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

    private static Place On(Device? device) => Present(device ?? defaultDevice).Place;

    private static Tensor Made(Tensor tensor, bool requiresGrad, string[]? names)
    {
        if (names is not null)
            throw new NotSupportedException("the TorchSharp stand-in does not cover named dimensions");
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }

    private static unsafe Tensor FromArray<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> dimensions,
        ScalarType own,
        ScalarType? dtype,
        Device? device
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
            return Native.shim_from_data(
                data,
                dimensions,
                dimensions.Length,
                (sbyte)own,
                (sbyte)(dtype ?? own),
                On(device)
            );
    }
}

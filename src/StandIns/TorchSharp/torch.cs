using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The engine: creation of tensors, threads, scopes and gradient mode.</summary>
public static partial class torch
{
    /// <summary>Element types, numbered as libtorch numbers them.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int32 = 3,
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }

    public const ScalarType float32 = ScalarType.Float32;
    public const ScalarType float64 = ScalarType.Float64;
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>The engine's version, such as <c>1.13.1</c>.</summary>
    public static unsafe string __version__ =>
        System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)Native.shim_version()) ?? "";

    public static DisposeScope NewDisposeScope() => new();

    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static int get_num_threads() => Native.shim_get_num_threads();

    /// <summary>Sets how many threads one operation started on the calling thread may use.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.shim_set_num_threads(num));

    public static Tensor zeros(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Full(size, 0, dtype, requires_grad);

    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Full(size, 1, dtype, requires_grad);

    public static Tensor empty(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Native.Own(Native.shim_empty(size, size.Length, (sbyte)(dtype ?? float32))).requires_grad_(requires_grad);

    public static Tensor zeros_like(
        Tensor input,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Full(input.shape, 0, dtype ?? input.dtype, requires_grad);

    public static Tensor eye(
        long rows,
        long columns = -1L,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    )
    {
        var type = (sbyte)(dtype ?? float32);
        return Native.Own(Native.shim_eye(rows, columns < 0 ? rows : columns, type)).requires_grad_(requires_grad);
    }

    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => FromArray<float>(rawArray, dimensions, float32, dtype, requires_grad);

    public static Tensor tensor(
        double[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => FromArray<double>(rawArray, dimensions, float64, dtype, requires_grad);

    public static Tensor tensor(
        long[] dataArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => FromArray<long>(dataArray, dimensions, int64, dtype, requires_grad);

    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var handles = Native.Handles(tensors);
        return Native.Own(Native.shim_cat(handles, handles.Length, dim));
    }

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var handles = Native.Handles(tensors);
        return Native.Own(Native.shim_stack(handles, handles.Length, dim));
    }

    private static Tensor Full(ReadOnlySpan<long> size, double value, ScalarType? dtype, bool requiresGrad) =>
        Native.Own(Native.shim_full(size, size.Length, value, (sbyte)(dtype ?? float32))).requires_grad_(requiresGrad);

    private static unsafe Tensor FromArray<T>(
        ReadOnlySpan<T> values,
        ReadOnlySpan<long> dimensions,
        ScalarType own,
        ScalarType? dtype,
        bool requiresGrad
    )
        where T : unmanaged
    {
        long count = 1;
        foreach (var dimension in dimensions)
            count = checked(count * dimension);
        if (count != values.Length)
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {values.Length} values for {count} places"
            );
        fixed (T* data = values)
        {
            var tensor = Native.Own(Native.shim_from_data(data, dimensions, dimensions.Length, (sbyte)own));
            var typed = dtype is null || dtype == own ? tensor : tensor.to_type(dtype.Value, disposeAfter: true);
            return typed.requires_grad_(requiresGrad);
        }
    }

    /// <summary>Where a tensor lives. This engine knows the CPU only.</summary>
    public class Device
    {
        public Device(DeviceType type, int index = -1)
        {
            this.type = type;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }
    }
}

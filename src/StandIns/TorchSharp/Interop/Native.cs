using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The C functions of the native boundary; see Native/shim.h for its rules.</summary>
internal static unsafe partial class Native
{
    private const string Lib = "torchshim";
    private const int ErrorCapacity = 4096;

    /// <summary>Takes ownership of a returned handle, or throws the engine's message.</summary>
    /// <exception cref="ExternalException">The engine refused the operation.</exception>
    public static Tensor Own(nint handle) => handle == 0 ? throw Error() : new Tensor(handle);

    /// <summary>A number that the engine returned; a negative one reports a failure, and throws the engine's message.</summary>
    /// <exception cref="ExternalException">The engine refused the operation.</exception>
    public static long Check(long number) => number < 0 ? throw Error() : number;

    /// <summary>The handles of tensors which the caller keeps alive until it has used them.</summary>
    public static nint[] Handles(IReadOnlyCollection<Tensor> tensors) => [.. tensors.Select(t => t.Handle)];

    private static ExternalException Error()
    {
        var buffer = stackalloc byte[ErrorCapacity];
        var length = shim_take_error(buffer, ErrorCapacity);
        return new ExternalException(Encoding.UTF8.GetString(buffer, (int)Math.Min(length, ErrorCapacity)));
    }

    [LibraryImport(Lib)]
    private static partial long shim_take_error(byte* buffer, long capacity);

    [LibraryImport(Lib)]
    public static partial long shim_live_handles();

    [LibraryImport(Lib)]
    public static partial void shim_free(nint tensor);

    [LibraryImport(Lib)]
    public static partial long shim_set_num_threads(int count);

    [LibraryImport(Lib)]
    public static partial int shim_get_num_threads();

    [LibraryImport(Lib)]
    public static partial long shim_cuda_is_available();

    [LibraryImport(Lib)]
    public static partial Tensor shim_from_data(
        void* data,
        ReadOnlySpan<long> sizes,
        long dims,
        sbyte dtype,
        sbyte result,
        Place place
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_full(ReadOnlySpan<long> sizes, long dims, Number value, sbyte dtype, Place place);

    [LibraryImport(Lib)]
    public static partial Tensor shim_arange(Number start, Number stop, Number step, sbyte dtype, Place place);

    [LibraryImport(Lib)]
    public static partial Tensor shim_empty(ReadOnlySpan<long> sizes, long dims, sbyte dtype, Place place);

    [LibraryImport(Lib)]
    public static partial Tensor shim_zeros_like(Tensor x, sbyte dtype, Place place);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eye(long rows, long columns, sbyte dtype, Place place);

    [LibraryImport(Lib)]
    public static partial long shim_dtype(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_dim(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_numel(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_element_size(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_is_contiguous(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_requires_grad(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_device(Tensor tensor, Place* place);

    [LibraryImport(Lib)]
    public static partial long shim_data(Tensor tensor, void** data);

    [LibraryImport(Lib)]
    public static partial long shim_sizes(Tensor tensor, Span<long> sizes);

    [LibraryImport(Lib)]
    public static partial long shim_strides(Tensor tensor, Span<long> strides);

    [LibraryImport(Lib)]
    public static partial void shim_set_grad_enabled(int enabled);

    [LibraryImport(Lib)]
    public static partial int shim_is_grad_enabled();

    [LibraryImport(Lib)]
    public static partial long shim_set_requires_grad(Tensor tensor, int requiresGrad);

    [LibraryImport(Lib)]
    public static partial Tensor shim_detach(Tensor tensor);

    [LibraryImport(Lib)]
    public static partial long shim_grad(
        ReadOnlySpan<nint> outputs,
        long outputCount,
        ReadOnlySpan<nint> inputs,
        long inputCount,
        ReadOnlySpan<nint> cotangents,
        long cotangentCount,
        int retainGraph,
        int createGraph,
        int allowUnused,
        Span<nint> gradients
    );
}

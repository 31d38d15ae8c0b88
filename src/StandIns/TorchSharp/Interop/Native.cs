using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>The C functions of the native boundary; see Native/shim.h for its rules.</summary>
internal static unsafe partial class Native
{
    private const string Lib = "torchshim";

    /// <summary>Takes ownership of a returned handle, or throws the engine's message.</summary>
    /// <exception cref="ExternalException">The engine refused the operation.</exception>
    public static torch.Tensor Own(nint handle) => handle == 0 ? throw Error() : new torch.Tensor(handle);

    /// <summary>Throws the engine's message when <paramref name="status"/> reports a failure.</summary>
    public static void Check(long status)
    {
        if (status < 0)
            throw Error();
    }

    public static nint[] Handles(IEnumerable<torch.Tensor> tensors) => [.. tensors.Select(t => t.Handle)];

    private static ExternalException Error()
    {
        var buffer = stackalloc byte[4096];
        var length = shim_take_error(buffer, 4096);
        return new ExternalException(Encoding.UTF8.GetString(buffer, (int)Math.Min(length, 4096)));
    }

    [LibraryImport(Lib)]
    private static partial long shim_take_error(byte* buffer, long capacity);

    [LibraryImport(Lib)]
    public static partial long shim_live_handles();

    [LibraryImport(Lib)]
    public static partial byte* shim_version();

    [LibraryImport(Lib)]
    public static partial void shim_free(nint tensor);

    [LibraryImport(Lib)]
    public static partial long shim_set_num_threads(int count);

    [LibraryImport(Lib)]
    public static partial int shim_get_num_threads();

    [LibraryImport(Lib)]
    public static partial nint shim_from_data(void* data, ReadOnlySpan<long> sizes, long dims, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_full(ReadOnlySpan<long> sizes, long dims, double value, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_empty(ReadOnlySpan<long> sizes, long dims, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_eye(long rows, long columns, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial sbyte shim_dtype(nint tensor);

    [LibraryImport(Lib)]
    public static partial long shim_dim(nint tensor);

    [LibraryImport(Lib)]
    public static partial long shim_numel(nint tensor);

    [LibraryImport(Lib)]
    public static partial long shim_element_size(nint tensor);

    [LibraryImport(Lib)]
    public static partial int shim_is_contiguous(nint tensor);

    [LibraryImport(Lib)]
    public static partial int shim_requires_grad(nint tensor);

    [LibraryImport(Lib)]
    public static partial void* shim_data(nint tensor);

    [LibraryImport(Lib)]
    public static partial void shim_sizes(nint tensor, Span<long> sizes);

    [LibraryImport(Lib)]
    public static partial void shim_strides(nint tensor, Span<long> strides);

    [LibraryImport(Lib)]
    public static partial long shim_item_double(nint tensor, double* value);

    [LibraryImport(Lib)]
    public static partial long shim_item_long(nint tensor, long* value);

    [LibraryImport(Lib)]
    public static partial int shim_grad_mode(int enabled);

    [LibraryImport(Lib)]
    public static partial int shim_is_grad_enabled();

    [LibraryImport(Lib)]
    public static partial long shim_set_requires_grad(nint tensor, int requiresGrad);

    [LibraryImport(Lib)]
    public static partial nint shim_detach(nint tensor);

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

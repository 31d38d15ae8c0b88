using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_contiguous(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_clone(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_t(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_reshape(Tensor x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial Tensor shim_view(Tensor x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial Tensor shim_expand(Tensor x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial Tensor shim_permute(Tensor x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial Tensor shim_transpose(Tensor x, long a, long b);

    [LibraryImport(Lib)]
    public static partial Tensor shim_unsqueeze(Tensor x, long dim);

    [LibraryImport(Lib)]
    public static partial Tensor shim_narrow(Tensor x, long dim, long start, long length);

    [LibraryImport(Lib)]
    public static partial Tensor shim_slice(Tensor x, long dim, long start, long finish, long step);

    [LibraryImport(Lib)]
    public static partial Tensor shim_select(Tensor x, long dim, long index);

    [LibraryImport(Lib)]
    public static partial Tensor shim_index_select(Tensor x, long dim, Tensor index);

    [LibraryImport(Lib)]
    public static partial Tensor shim_unfold(Tensor x, long dim, long size, long step);

    [LibraryImport(Lib)]
    public static partial Tensor shim_to_type(Tensor x, sbyte dtype, int copy);

    [LibraryImport(Lib)]
    public static partial Tensor shim_to_device(Tensor x, Place place, int copy, int nonBlocking);

    [LibraryImport(Lib)]
    public static partial Tensor shim_cat(ReadOnlySpan<nint> list, long count, long dim);

    [LibraryImport(Lib)]
    public static partial Tensor shim_stack(ReadOnlySpan<nint> list, long count, long dim);

    [LibraryImport(Lib)]
    public static partial Tensor shim_diagonal(Tensor x, long offset, long a, long b);

    [LibraryImport(Lib)]
    public static partial Tensor shim_tril(Tensor x, long diagonal);

    [LibraryImport(Lib)]
    public static partial Tensor shim_flip(Tensor x, ReadOnlySpan<long> dims, long count);

    [LibraryImport(Lib)]
    public static partial Tensor shim_gather(Tensor x, long dim, Tensor index);

    [LibraryImport(Lib)]
    public static partial long shim_scatter_(Tensor x, long dim, Tensor index, Tensor source);
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_mean(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_all(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_max(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sum(Tensor x, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial Tensor shim_argmax(Tensor x, long dim, int keep);

    [LibraryImport(Lib)]
    public static partial Tensor shim_norm(Tensor x, double p);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sum_dims(Tensor x, ReadOnlySpan<long> dims, long count, int keep, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mean_dims(Tensor x, ReadOnlySpan<long> dims, long count, int keep, sbyte dtype);
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_dot(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mm(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_bmm(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_matmul(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial long shim_addmm_(Tensor x, Tensor a, Tensor b, double beta, double alpha);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eigvalsh(Tensor x, byte triangle);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eigh(Tensor x, byte triangle, nint* vectors);

    [LibraryImport(Lib)]
    public static partial Tensor shim_cholesky(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_cholesky_solve(Tensor x, Tensor factor, int upper);
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_abs(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sqrt(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_relu(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_relu_(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_neg(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_isfinite(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_maximum(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eq(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ne(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_gt_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_pow_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_mul_(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial long shim_copy_(Tensor x, Tensor source);

    [LibraryImport(Lib)]
    public static partial long shim_add_(Tensor x, Tensor y, Number alpha);

    [LibraryImport(Lib)]
    public static partial long shim_add_scalar_(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_mul_scalar_(Tensor x, Number y);
}

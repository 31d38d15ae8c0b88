using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_abs(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_exp(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_log(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sqrt(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_rsqrt(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_reciprocal(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_relu(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_relu_(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_neg(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_isfinite(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_isnan(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_maximum(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_minimum(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eq(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ne(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_gt(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ge(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_lt(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_le(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_logical_xor(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eq_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ne_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_gt_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ge_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_lt_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_le_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_pow_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add(Tensor x, Tensor y, Number alpha);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div(Tensor x, Tensor y, int mode);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div_scalar(Tensor x, Number y, int mode);

    [LibraryImport(Lib)]
    public static partial Tensor shim_lerp(Tensor x, Tensor end, Tensor weight);

    [LibraryImport(Lib)]
    public static partial Tensor shim_addcmul(Tensor x, Tensor a, Tensor b, Number value);

    [LibraryImport(Lib)]
    public static partial Tensor shim_where(Tensor condition, Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial long shim_sub_(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial long shim_mul_(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial long shim_copy_(Tensor x, Tensor source);

    [LibraryImport(Lib)]
    public static partial long shim_add_(Tensor x, Tensor y, Number alpha);

    [LibraryImport(Lib)]
    public static partial long shim_add_scalar_(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_sub_scalar_(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_mul_scalar_(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_div_(Tensor x, Tensor y, int mode);

    [LibraryImport(Lib)]
    public static partial long shim_div_scalar_(Tensor x, Number y, int mode);

    [LibraryImport(Lib)]
    public static partial long shim_addcmul_(Tensor x, Tensor a, Tensor b, Number value);
}

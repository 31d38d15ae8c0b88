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
    public static partial Tensor shim_sqrt(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_relu(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_neg(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_isfinite(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mean(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_all(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_contiguous(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_clone(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_t(Tensor x);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eq(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_ne(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_dot(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mm(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_bmm(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_matmul(Tensor x, Tensor y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_sub_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_mul_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_div_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_eq_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_gt_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_pow_scalar(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial Tensor shim_add(Tensor x, Tensor y, Number alpha);

    [LibraryImport(Lib)]
    public static partial long shim_add_(Tensor x, Tensor y, Number alpha);

    [LibraryImport(Lib)]
    public static partial long shim_mul_scalar_(Tensor x, Number y);

    [LibraryImport(Lib)]
    public static partial long shim_copy_(Tensor x, Tensor source);

    [LibraryImport(Lib)]
    public static partial long shim_addmm_(Tensor x, Tensor a, Tensor b, double beta, double alpha);

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
    public static partial Tensor shim_cat(ReadOnlySpan<nint> list, long count, long dim);

    [LibraryImport(Lib)]
    public static partial Tensor shim_stack(ReadOnlySpan<nint> list, long count, long dim);
}

using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static unsafe partial class Native
{
    [LibraryImport(Lib)]
    public static partial nint shim_abs(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_exp(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_sqrt(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_relu(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_neg(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_isfinite(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_mean(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_all(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_trace(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_contiguous(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_clone(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_zero_(nint x);

    [LibraryImport(Lib)]
    public static partial nint shim_mul(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_div(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_eq(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_ne(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_sub(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_mm(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_bmm(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_matmul(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_dot(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_copy_(nint x, nint y);

    [LibraryImport(Lib)]
    public static partial nint shim_mul_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_div_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_eq_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_gt_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_pow_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_add_scalar(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_mul_(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_div_(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_norm(nint x, double y);

    [LibraryImport(Lib)]
    public static partial nint shim_add(nint x, nint y, double alpha);

    [LibraryImport(Lib)]
    public static partial nint shim_add_(nint x, nint y, double alpha);

    [LibraryImport(Lib)]
    public static partial nint shim_addmm_(nint x, nint a, nint b, double beta, double alpha);

    [LibraryImport(Lib)]
    public static partial nint shim_sum(nint x, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_argmax(nint x, long dim, int keep);

    [LibraryImport(Lib)]
    public static partial nint shim_sum_dims(nint x, ReadOnlySpan<long> dims, long count, int keep, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_mean_dims(nint x, ReadOnlySpan<long> dims, long count, int keep, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial nint shim_reshape(nint x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial nint shim_view(nint x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial nint shim_expand(nint x, ReadOnlySpan<long> sizes, long count);

    [LibraryImport(Lib)]
    public static partial nint shim_permute(nint x, ReadOnlySpan<long> dims, long count);

    [LibraryImport(Lib)]
    public static partial nint shim_transpose(nint x, long a, long b);

    [LibraryImport(Lib)]
    public static partial nint shim_unsqueeze(nint x, long dim);

    [LibraryImport(Lib)]
    public static partial nint shim_narrow(nint x, long dim, long start, long length);

    [LibraryImport(Lib)]
    public static partial nint shim_slice(nint x, long dim, long start, long finish, long step);

    [LibraryImport(Lib)]
    public static partial nint shim_select(nint x, long dim, long index);

    [LibraryImport(Lib)]
    public static partial nint shim_index_select(nint x, long dim, nint index);

    [LibraryImport(Lib)]
    public static partial nint shim_unfold_dim(nint x, long dim, long size, long step);

    [LibraryImport(Lib)]
    public static partial nint shim_to_type(nint x, sbyte dtype, int copy);

    [LibraryImport(Lib)]
    public static partial nint shim_cat(ReadOnlySpan<nint> list, long count, long dim);

    [LibraryImport(Lib)]
    public static partial nint shim_stack(ReadOnlySpan<nint> list, long count, long dim);

    [LibraryImport(Lib)]
    public static partial nint shim_pad(nint x, ReadOnlySpan<long> pad, long count, double value);

    [LibraryImport(Lib)]
    public static partial nint shim_linear(nint x, nint weight, nint bias);

    [LibraryImport(Lib)]
    public static partial nint shim_conv2d(
        nint x,
        nint weight,
        nint bias,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> dilation,
        long dilationCount,
        long groups
    );

    [LibraryImport(Lib)]
    public static partial nint shim_conv_transpose2d(
        nint x,
        nint weight,
        nint bias,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> outputPadding,
        long outputCount,
        long groups,
        ReadOnlySpan<long> dilation,
        long dilationCount
    );

    [LibraryImport(Lib)]
    public static partial nint shim_max_pool2d(
        nint x,
        ReadOnlySpan<long> kernel,
        long kernelCount,
        ReadOnlySpan<long> stride,
        long strideCount
    );

    [LibraryImport(Lib)]
    public static partial nint shim_max_pool2d_with_indices(
        nint x,
        ReadOnlySpan<long> kernel,
        long kernelCount,
        ReadOnlySpan<long> stride,
        long strideCount,
        nint* indices
    );

    [LibraryImport(Lib)]
    public static partial nint shim_softmax(nint x, long dim);

    [LibraryImport(Lib)]
    public static partial nint shim_log_softmax(nint x, long dim);

    [LibraryImport(Lib)]
    public static partial nint shim_cross_entropy(nint x, nint target, long reduction);
}

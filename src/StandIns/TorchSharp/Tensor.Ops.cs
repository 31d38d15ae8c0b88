using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Elementwise.

        public Tensor abs() => Native.Own(Native.shim_abs(Handle));

        public Tensor exp() => Native.Own(Native.shim_exp(Handle));

        public Tensor sqrt() => Native.Own(Native.shim_sqrt(Handle));

        public Tensor square() => pow(2);

        public Tensor pow(Scalar exponent) => Native.Own(Native.shim_pow_scalar(Handle, exponent.Value));

        public Tensor neg() => Native.Own(Native.shim_neg(Handle));

        public Tensor isfinite() => Native.Own(Native.shim_isfinite(Handle));

        public Tensor add(Tensor target) => Native.Own(Native.shim_add(Handle, target.Handle, 1));

        public Tensor add(Tensor target, Scalar alpha) =>
            Native.Own(Native.shim_add(Handle, target.Handle, alpha.Value));

        public Tensor sub(Tensor target) => Native.Own(Native.shim_sub(Handle, target.Handle));

        public Tensor mul(Tensor target) => Native.Own(Native.shim_mul(Handle, target.Handle));

        public Tensor mul(Scalar target) => Native.Own(Native.shim_mul_scalar(Handle, target.Value));

        public Tensor eq(Tensor target) => Native.Own(Native.shim_eq(Handle, target.Handle));

        public Tensor eq(Scalar target) => Native.Own(Native.shim_eq_scalar(Handle, target.Value));

        public Tensor ne(Tensor target) => Native.Own(Native.shim_ne(Handle, target.Handle));

        public Tensor gt(Scalar target) => Native.Own(Native.shim_gt_scalar(Handle, target.Value));

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) =>
            Native.Own(Native.shim_add_scalar(left.Handle, right.Value));

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator /(Tensor left, Tensor right) =>
            Native.Own(Native.shim_div(left.Handle, right.Handle));

        public static Tensor operator /(Tensor left, Scalar right) =>
            Native.Own(Native.shim_div_scalar(left.Handle, right.Value));

        // In place.

        public Tensor add_(Tensor target) => Native.Own(Native.shim_add_(Handle, target.Handle, 1));

        public Tensor add_(Tensor target, Scalar alpha) =>
            Native.Own(Native.shim_add_(Handle, target.Handle, alpha.Value));

        public Tensor mul_(Scalar target) => Native.Own(Native.shim_mul_(Handle, target.Value));

        public Tensor zero_() => Native.Own(Native.shim_zero_(Handle));

        public Tensor copy_(Tensor source, bool nonBlocking = false) =>
            Native.Own(Native.shim_copy_(Handle, source.Handle));

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Native.Own(Native.shim_addmm_(Handle, mat1.Handle, mat2.Handle, beta, alpha));

        // Reductions.

        public Tensor sum(ScalarType? type = null) => Native.Own(Native.shim_sum(Handle, Code(type)));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Native.Own(Native.shim_sum_dims(Handle, dim, dim.Length, keepdim ? 1 : 0, Code(type)));

        public Tensor mean() => Native.Own(Native.shim_mean(Handle));

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.Own(Native.shim_mean_dims(Handle, dimensions, dimensions.Length, keepdim ? 1 : 0, Code(type)));

        public Tensor all() => Native.Own(Native.shim_all(Handle));

        public Tensor argmax(long dim, bool keepdim = false) =>
            Native.Own(Native.shim_argmax(Handle, dim, keepdim ? 1 : 0));

        public Tensor norm(float p = 2.0f) => Native.Own(Native.shim_norm(Handle, p));

        public Tensor dot(Tensor target) => Native.Own(Native.shim_dot(Handle, target.Handle));

        public Tensor trace() => Native.Own(Native.shim_trace(Handle));

        // Shape, selection and type.

        public Tensor contiguous() => Native.Own(Native.shim_contiguous(Handle));

        public Tensor clone() => Native.Own(Native.shim_clone(Handle));

        public Tensor reshape(params long[] shape) => Native.Own(Native.shim_reshape(Handle, shape, shape.Length));

        public Tensor view(params long[] shape) => Native.Own(Native.shim_view(Handle, shape, shape.Length));

        public Tensor expand(params long[] sizes) => Native.Own(Native.shim_expand(Handle, sizes, sizes.Length));

        public Tensor permute(params long[] permutation) =>
            Native.Own(Native.shim_permute(Handle, permutation, permutation.Length));

        public Tensor transpose(long dim0, long dim1) => Native.Own(Native.shim_transpose(Handle, dim0, dim1));

        public Tensor t() => dim() < 2 ? clone() : transpose(0, 1);

        public Tensor unsqueeze(long dim) => Native.Own(Native.shim_unsqueeze(Handle, dim));

        public Tensor narrow(long dim, long start, long length) =>
            Native.Own(Native.shim_narrow(Handle, dim, start, length));

        public Tensor slice(long dim, long start, long finish, long step) =>
            Native.Own(Native.shim_slice(Handle, dim, start, finish, step));

        public Tensor select(long dim, long index) => Native.Own(Native.shim_select(Handle, dim, index));

        public Tensor index_select(long dim, Tensor index) =>
            Native.Own(Native.shim_index_select(Handle, dim, index.Handle));

        public Tensor unfold(long dimension, long size, long step) =>
            Native.Own(Native.shim_unfold_dim(Handle, dimension, size, step));

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Native.Own(Native.shim_to_type(Handle, (sbyte)type, copy ? 1 : 0));
            if (disposeAfter)
                Dispose();
            return result;
        }

        // Products.

        public Tensor mm(Tensor target) => Native.Own(Native.shim_mm(Handle, target.Handle));

        public Tensor bmm(Tensor batch2) => Native.Own(Native.shim_bmm(Handle, batch2.Handle));

        public Tensor matmul(Tensor target) => Native.Own(Native.shim_matmul(Handle, target.Handle));

        // Activations as methods.

        public Tensor softmax(long dim, ScalarType? dtype = null) =>
            Native.Own(Native.shim_softmax(dtype is null ? Handle : to_type(dtype.Value).Handle, dim));

        private static sbyte Code(ScalarType? type) => type is null ? (sbyte)-1 : (sbyte)type.Value;
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Elementwise, with broadcasting.

        public Tensor abs() => Native.shim_abs(this);

        public Tensor exp() => Native.shim_exp(this);

        public Tensor sqrt() => Native.shim_sqrt(this);

        public Tensor square() => pow(2);

        public Tensor pow(Scalar exponent) => Native.shim_pow_scalar(this, exponent.Value);

        public Tensor neg() => Native.shim_neg(this);

        public Tensor isfinite() => Native.shim_isfinite(this);

        public Tensor add(Tensor target) => add(target, 1);

        /// <summary>This tensor plus <paramref name="alpha"/> times <paramref name="target"/>.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Native.shim_add(this, target, alpha.Value);

        public Tensor add(Scalar scalar) => Native.shim_add_scalar(this, scalar.Value);

        public Tensor sub(Tensor target) => Native.shim_sub(this, target);

        public Tensor sub(Scalar target) => Native.shim_sub_scalar(this, target.Value);

        public Tensor mul(Tensor target) => Native.shim_mul(this, target);

        public Tensor mul(Scalar target) => Native.shim_mul_scalar(this, target.Value);

        public Tensor eq(Tensor target) => Native.shim_eq(this, target);

        public Tensor eq(Scalar target) => Native.shim_eq_scalar(this, target.Value);

        public Tensor ne(Tensor target) => Native.shim_ne(this, target);

        public Tensor gt(Scalar target) => Native.shim_gt_scalar(this, target.Value);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator /(Tensor left, Tensor right) => Native.shim_div(left, right);

        public static Tensor operator /(Tensor left, Scalar right) => Native.shim_div_scalar(left, right.Value);

        // In place: each returns this tensor.

        public Tensor add_(Tensor target) => add_(target, 1);

        /// <summary>Adds <paramref name="alpha"/> times <paramref name="target"/>.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.shim_add_(this, target, alpha.Value));

        public Tensor mul_(Scalar target) => Done(Native.shim_mul_scalar_(this, target.Value));

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Done(Native.shim_copy_(this, source));

        /// <summary>Replaces this matrix C by beta · C + alpha · mat1 mat2.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Done(Native.shim_addmm_(this, mat1, mat2, beta, alpha));

        // Reductions. A type is that of the accumulator and of the result.

        public Tensor sum(ScalarType? type = null) => Native.shim_sum(this, Code(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Native.shim_sum_dims(this, dim, dim.Length, keepdim ? 1 : 0, Code(type));

        public Tensor mean() => Native.shim_mean(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.shim_mean_dims(this, dimensions, dimensions.Length, keepdim ? 1 : 0, Code(type));

        public Tensor all() => Native.shim_all(this);

        public Tensor argmax(long dim, bool keepdim = false) => Native.shim_argmax(this, dim, keepdim ? 1 : 0);

        /// <summary>The p-norm of all elements: (Σ |x|ᵖ)^(1/p).</summary>
        public Tensor norm(float p = 2.0f) => Native.shim_norm(this, p);

        // Products.

        public Tensor dot(Tensor target) => Native.shim_dot(this, target);

        public Tensor mm(Tensor target) => Native.shim_mm(this, target);

        public Tensor bmm(Tensor batch2) => Native.shim_bmm(this, batch2);

        public Tensor matmul(Tensor target) => Native.shim_matmul(this, target);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.shim_softmax(this, dim, Code(dtype));

        // The boundary's sign for "as the input" is -1.
        private static sbyte Code(ScalarType? type) => type is null ? (sbyte)-1 : (sbyte)type.Value;

        private Tensor Done(long status)
        {
            Native.Check(status);
            return this;
        }
    }
}

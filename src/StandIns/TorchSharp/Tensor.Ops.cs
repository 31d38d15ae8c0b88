using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Elementwise, with broadcasting.

        public Tensor abs() => Native.shim_abs(this);

        public Tensor exp() => Native.shim_exp(this);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Native.shim_log(this);

        public Tensor sqrt() => Native.shim_sqrt(this);

        /// <summary>1 / √x.</summary>
        public Tensor rsqrt() => Native.shim_rsqrt(this);

        /// <summary>1 / x.</summary>
        public Tensor reciprocal() => Native.shim_reciprocal(this);

        public Tensor square() => pow(2);

        public Tensor pow(Scalar exponent) => Native.shim_pow_scalar(this, exponent.Value);

        public Tensor neg() => Native.shim_neg(this);

        public Tensor isfinite() => Native.shim_isfinite(this);

        public Tensor isnan() => Native.shim_isnan(this);

        public Tensor add(Tensor target) => add(target, 1);

        /// <summary>This tensor plus <paramref name="alpha"/> times <paramref name="target"/>.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Native.shim_add(this, target, alpha.Value);

        public Tensor add(Scalar scalar) => Native.shim_add_scalar(this, scalar.Value);

        public Tensor sub(Tensor target) => Native.shim_sub(this, target);

        public Tensor sub(Scalar target) => Native.shim_sub_scalar(this, target.Value);

        public Tensor mul(Tensor target) => Native.shim_mul(this, target);

        public Tensor mul(Scalar target) => Native.shim_mul_scalar(this, target.Value);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.shim_div(this, target, (int)rounding_mode);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.shim_div_scalar(this, target.Value, (int)rounding_mode);

        /// <summary>This tensor plus <paramref name="value"/> · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Native.shim_addcmul(this, tensor1, tensor2, value.Value);

        /// <summary>This tensor + weight · (end − this tensor).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Native.shim_lerp(this, end, weight);

        public Tensor maximum(Tensor other) => Native.shim_maximum(this, other);

        public Tensor minimum(Tensor other) => Native.shim_minimum(this, other);

        public Tensor logical_xor(Tensor other) => Native.shim_logical_xor(this, other);

        /// <summary>The elements of this tensor where the condition holds, of <paramref name="y"/> elsewhere.</summary>
        /// <exception cref="ArgumentException">The condition is not of booleans.</exception>
        public Tensor where(Tensor condition, Tensor y) => torch.where(condition, this, y);

        public Tensor eq(Tensor target) => Native.shim_eq(this, target);

        public Tensor eq(Scalar target) => Native.shim_eq_scalar(this, target.Value);

        public Tensor ne(Tensor target) => Native.shim_ne(this, target);

        public Tensor ne(Scalar target) => Native.shim_ne_scalar(this, target.Value);

        public Tensor gt(Tensor target) => Native.shim_gt(this, target);

        public Tensor gt(Scalar target) => Native.shim_gt_scalar(this, target.Value);

        public Tensor ge(Tensor target) => Native.shim_ge(this, target);

        public Tensor ge(Scalar target) => Native.shim_ge_scalar(this, target.Value);

        public Tensor lt(Tensor target) => Native.shim_lt(this, target);

        public Tensor lt(Scalar target) => Native.shim_lt_scalar(this, target.Value);

        public Tensor le(Tensor target) => Native.shim_le(this, target);

        public Tensor le(Scalar target) => Native.shim_le_scalar(this, target.Value);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.shim_softmax(this, dim, Code(dtype));

        // The boundary's sign for "as the input" is -1.
        private static sbyte Code(ScalarType? type) => type is null ? (sbyte)-1 : (sbyte)type.Value;
    }
}

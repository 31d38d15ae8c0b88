using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Elementwise, with broadcasting.

        public Tensor abs() => Native.shim_abs(this);

        public Tensor sqrt() => Native.shim_sqrt(this);

        public Tensor square() => Native.shim_pow_scalar(this, new Number(2L));

        public Tensor neg() => Native.shim_neg(this);

        public Tensor isfinite() => Native.shim_isfinite(this);

        public Tensor mul(Tensor target) => Native.shim_mul(this, target);

        public Tensor maximum(Tensor other) => Native.shim_maximum(this, other);

        public Tensor eq(Tensor target) => Native.shim_eq(this, target);

        public Tensor ne(Tensor target) => Native.shim_ne(this, target);

        public Tensor gt(Scalar target) => Native.shim_gt_scalar(this, target.Value);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.shim_softmax(this, dim, Code(dtype));

        public static Tensor operator +(Tensor left, Tensor right) => Native.shim_add(left, right);

        public static Tensor operator +(Tensor left, Scalar right) => Native.shim_add_scalar(left, right.Value);

        public static Tensor operator -(Tensor left, Tensor right) => Native.shim_sub(left, right);

        public static Tensor operator -(Tensor left, Scalar right) => Native.shim_sub_scalar(left, right.Value);

        public static Tensor operator *(Tensor left, Tensor right) => Native.shim_mul(left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Native.shim_mul_scalar(left, right.Value);

        public static Tensor operator /(Tensor left, Tensor right) => Native.shim_div(left, right);

        public static Tensor operator /(Tensor left, Scalar right) => Native.shim_div_scalar(left, right.Value);

        // The boundary's sign for "as the input" is -1.
        private static sbyte Code(ScalarType? type) => type is null ? (sbyte)-1 : (sbyte)type.Value;
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // In place: each returns this tensor.

        public Tensor add_(Tensor target) => add_(target, 1);

        /// <summary>Adds <paramref name="alpha"/> times <paramref name="target"/>.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.shim_add_(this, target, alpha.Value));

        public Tensor add_(Scalar scalar) => Done(Native.shim_add_scalar_(this, scalar.Value));

        public Tensor mul_(Tensor target) => Done(Native.shim_mul_(this, target));

        public Tensor mul_(Scalar target) => Done(Native.shim_mul_scalar_(this, target.Value));

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Done(Native.shim_copy_(this, source));

        /// <summary>
        /// The inverse of <see cref="gather"/>: puts each element of <paramref name="src"/> at its own place but for the axis,
        /// where the index tells it. Of elements with one place any may win.
        /// </summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Places on the axis, int64; no longer than the source on any axis.</param>
        /// <param name="src">The elements.</param>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Done(Native.shim_scatter_(this, dim, index, src));

        /// <summary>Replaces this matrix C by beta · C + alpha · mat1 mat2.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Done(Native.shim_addmm_(this, mat1, mat2, beta, alpha));

        private Tensor Done(long status)
        {
            Native.Check(status);
            return this;
        }
    }
}

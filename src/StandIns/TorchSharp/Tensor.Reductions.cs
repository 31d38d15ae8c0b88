using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
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

        /// <summary>The largest element.</summary>
        public Tensor max() => Native.shim_max(this);
    }
}

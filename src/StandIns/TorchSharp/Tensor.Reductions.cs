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

        /// <summary>The variance over axes: Σ (x − mean)² / n, or / (n − 1) if unbiased.</summary>
        /// <exception cref="NotSupportedException">A type is given: the package would ignore it.</exception>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            type is null
                ? Native.shim_var(this, dimensions, dimensions.Length, unbiased ? 1 : 0, keepdim ? 1 : 0)
                : throw new NotSupportedException("the TorchSharp stand-in does not cover var with a type");

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        /// <summary>The largest element.</summary>
        public Tensor max() => Native.shim_max(this);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Native.shim_min(this);

        /// <summary>The largest element along an axis, and its place (int64).</summary>
        public unsafe (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            nint indexes;
            var values = Native.shim_max_dim(this, dim, keepdim ? 1 : 0, &indexes);
            return (values, Native.Own(indexes));
        }

        /// <summary>The smallest element along an axis, and its place (int64).</summary>
        public unsafe (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            nint indexes;
            var values = Native.shim_min_dim(this, dim, keepdim ? 1 : 0, &indexes);
            return (values, Native.Own(indexes));
        }

        /// <summary>The largest element over axes.</summary>
        /// <exception cref="NotSupportedException">An output is given, which the stand-in does not cover.</exception>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null
                ? Native.shim_amax(this, dims, dims.Length, keepdim ? 1 : 0)
                : throw new NotSupportedException("the TorchSharp stand-in does not cover amax into an output");

        public Tensor amax(params long[] dims) => amax(dims, keepdim: false);

        /// <summary>The smallest element over axes.</summary>
        /// <exception cref="NotSupportedException">An output is given, which the stand-in does not cover.</exception>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null
                ? Native.shim_amin(this, dims, dims.Length, keepdim ? 1 : 0)
                : throw new NotSupportedException("the TorchSharp stand-in does not cover amin into an output");

        public Tensor amin(params long[] dims) => amin(dims, keepdim: false);

        /// <summary>The sums of what lies up to each element along an axis, itself included.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Native.shim_cumsum(this, dim, Code(type));
    }
}

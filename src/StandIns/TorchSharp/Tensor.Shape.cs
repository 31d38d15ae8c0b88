using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        public Tensor contiguous() => Native.shim_contiguous(this);

        public Tensor clone() => Native.shim_clone(this);

        /// <summary>The elements in another shape: a view where the strides allow it, else a copy. One size may be -1.</summary>
        public Tensor reshape(params long[] shape) => Native.shim_reshape(this, shape, shape.Length);

        /// <summary>The same storage in another shape. One size may be -1.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The strides do not allow it.</exception>
        public Tensor view(params long[] shape) => Native.shim_view(this, shape, shape.Length);

        /// <summary>The same storage with axes of size 1 repeated; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Native.shim_expand(this, sizes, sizes.Length);

        public Tensor permute(params long[] permutation) => Native.shim_permute(this, permutation, permutation.Length);

        public Tensor transpose(long dim0, long dim1) => Native.shim_transpose(this, dim0, dim1);

        public Tensor t() => Native.shim_t(this);

        public Tensor unsqueeze(long dim) => Native.shim_unsqueeze(this, dim);

        public Tensor narrow(long dim, long start, long length) => Native.shim_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) =>
            Native.shim_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Native.shim_select(this, dim, index);

        public Tensor index_select(long dim, Tensor index) => Native.shim_index_select(this, dim, index);

        /// <summary>All windows of an axis, as a new last axis of length <paramref name="size"/>.</summary>
        public Tensor unfold(long dimension, long size, long step) => Native.shim_unfold(this, dimension, size, step);

        /// <summary>The elements as another type; the same storage where the type is already that.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Native.shim_to_type(this, (sbyte)type, copy ? 1 : 0);
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}

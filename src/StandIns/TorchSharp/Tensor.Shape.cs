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

        /// <summary>A view of the elements whose places on two axes differ by an offset, as a new last axis.</summary>
        /// <exception cref="ArgumentException">The two axes are the same.</exception>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) =>
            dim1 != dim2
                ? Native.shim_diagonal(this, offset, dim1, dim2)
                : throw new ArgumentException($"Diagonal dimensions cannot be identical {dim1}, {dim2}");

        /// <summary>A copy with zeros above a diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Native.shim_tril(this, diagonal);

        /// <summary>A copy with axes in the opposite order.</summary>
        public Tensor flip(params long[] dims) => Native.shim_flip(this, dims, dims.Length);

        /// <summary>For each place of the index, the element at that place but for the axis, where the index tells it.</summary>
        /// <param name="dim">The axis.</param>
        /// <param name="index">Places on the axis, int64; no longer than this tensor on any other axis.</param>
        public Tensor gather(long dim, Tensor index) => Native.shim_gather(this, dim, index);

        /// <summary>The elements as another type; the same storage where the type is already that.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Native.shim_to_type(this, (sbyte)type, copy ? 1 : 0);
            if (disposeAfter)
                Dispose();
            return result;
        }

        /// <summary>This tensor on the CPU: itself where it is there already, else a copy.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>This tensor on a device: itself where it is there already, else a copy.</summary>
        /// <param name="device">Where the result lives.</param>
        /// <param name="copy">Whether it is a copy in any case.</param>
        /// <param name="disposeAfter">Whether this tensor is disposed afterwards.</param>
        /// <param name="non_blocking">Whether the copy may go on while the caller does, where the memory allows it.</param>
        /// <exception cref="InvalidOperationException">The engine has no CUDA, or the machine no such device.</exception>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Native.shim_to_device(this, Present(device).Place, copy ? 1 : 0, non_blocking ? 1 : 0);
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}

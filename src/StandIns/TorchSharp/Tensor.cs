using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers of one type, held by the engine; freed by <see cref="Dispose()"/> or its scope.</summary>
    public sealed partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            Scope = DisposeScope.Register(this);
        }

        ~Tensor() => Free();

        internal DisposeScope? Scope { get; set; }

        /// <summary>The engine's handle.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public nint Handle =>
            handle != 0
                ? handle
                : throw new InvalidOperationException("Tensor invalid -- empty handle. It has been disposed.");

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        public ScalarType dtype => (ScalarType)Native.shim_dtype(Handle);

        public long[] shape
        {
            get
            {
                var sizes = new long[Native.shim_dim(Handle)];
                Native.shim_sizes(Handle, sizes);
                return sizes;
            }
        }

        public bool requires_grad
        {
            get => Native.shim_requires_grad(Handle) != 0;
            set => Native.Check(Native.shim_set_requires_grad(Handle, value ? 1 : 0));
        }

        public long dim() => Native.shim_dim(Handle);

        public long size(int dim) => shape[dim < 0 ? dim + this.dim() : dim];

        public long numel() => Native.shim_numel(Handle);

        public long[] stride()
        {
            var strides = new long[Native.shim_dim(Handle)];
            Native.shim_strides(Handle, strides);
            return strides;
        }

        public bool is_contiguous() => Native.shim_is_contiguous(Handle) != 0;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor detach() => Native.Own(Native.shim_detach(Handle));

        /// <summary>The elements of a contiguous tensor as raw bytes, without a copy.</summary>
        /// <exception cref="NotImplementedException">The tensor is not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                return new Span<byte>(
                    Native.shim_data(Handle),
                    checked((int)(numel() * Native.shim_element_size(Handle)))
                );
            }
            set => value.CopyTo(bytes);
        }

        /// <summary>Typed access to the elements in row-major order.</summary>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The value of a tensor of one element.</summary>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException("The tensor must have exactly one element.");
            if (dtype is ScalarType.Float32 or ScalarType.Float64)
            {
                double real;
                Native.Check(Native.shim_item_double(Handle, &real));
                return (T)Convert.ChangeType(real, typeof(T));
            }
            long whole;
            Native.Check(Native.shim_item_long(Handle, &whole));
            return (T)Convert.ChangeType(whole, typeof(T));
        }

        /// <summary>Hands the tensor to the scope around the one that owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: its holder disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            Scope?.Forget(this);
            Scope = null;
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            var mine = Interlocked.Exchange(ref handle, 0);
            if (mine != 0)
                Native.shim_free(mine);
        }
    }
}

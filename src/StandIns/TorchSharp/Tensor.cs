using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers of one type, held by the engine; freed by <see cref="Dispose()"/> or its scope.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
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
        /// <exception cref="InvalidOperationException">The tensor was disposed, or is the gradient of an unused input.</exception>
        internal nint Handle =>
            handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public ScalarType dtype => (ScalarType)Native.Check(Native.shim_dtype(this));

        public unsafe Device device
        {
            get
            {
                Place place;
                Native.Check(Native.shim_device(this, &place));
                return new Device((DeviceType)place.Type, place.Index);
            }
        }

        public long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                Native.Check(Native.shim_sizes(this, sizes));
                return sizes;
            }
        }

        public bool requires_grad
        {
            get => Native.Check(Native.shim_requires_grad(this)) != 0;
            set => Native.Check(Native.shim_set_requires_grad(this, value ? 1 : 0));
        }

        public long dim() => Native.Check(Native.shim_dim(this));

        public long numel() => Native.Check(Native.shim_numel(this));

        /// <summary>The distance in storage between neighbours along each axis, in elements.</summary>
        public long[] stride()
        {
            var strides = new long[dim()];
            Native.Check(Native.shim_strides(this, strides));
            return strides;
        }

        public bool is_contiguous() => Native.Check(Native.shim_is_contiguous(this)) != 0;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>The same storage, outside of the graph of recorded operations.</summary>
        public Tensor detach() => Native.shim_detach(this);

        /// <summary>The elements of a contiguous tensor on the CPU as raw bytes, without a copy; valid as long as the tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">There are too many bytes for a span, or not as many as are assigned.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                var size = numel() * Native.Check(Native.shim_element_size(this));
                if (size > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (device.type != DeviceType.CPU)
                    throw new InvalidOperationException(
                        "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading."
                    );
                void* data;
                Native.Check(Native.shim_data(this, &data));
                return new Span<byte>(data, (int)size);
            }
            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(target);
            }
        }

        /// <summary>Typed access to the elements in row-major order; from another device they are copied to the CPU.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's own type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The value of a tensor of one element.</summary>
        /// <exception cref="ArgumentException">
        /// There is not exactly one element, or <typeparamref name="T"/> is not the tensor's own type.
        /// </exception>
        public T item<T>()
            where T : unmanaged =>
            numel() == 1
                ? data<T>().ToArray()[0]
                : throw new ArgumentException("Number of elements in the tensor must be 1");

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

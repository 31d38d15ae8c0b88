using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>
/// Carries tensors over the boundary: an argument as its handle, a result as a new tensor or as the engine's error.
/// An argument is kept alive until the native call has returned, lest its finalizer free it meanwhile.
/// </summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Argument))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Result))]
internal static class TensorMarshaller
{
    /// <summary>A tensor that must be given.</summary>
    public ref struct Argument
    {
        private torch.Tensor tensor;

        public void FromManaged(torch.Tensor managed) =>
            tensor = managed ?? throw new ArgumentNullException(nameof(managed), "An operation needs its tensor.");

        public readonly nint ToUnmanaged() => tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(tensor);

        public readonly void Free() { }
    }

    /// <summary>A returned handle; zero stands for a failure.</summary>
    public ref struct Result
    {
        private nint handle;

        public void FromUnmanaged(nint unmanaged) => handle = unmanaged;

        public readonly torch.Tensor ToManaged() => Native.Own(handle);

        public readonly void Free() { }
    }
}

/// <summary>Carries a tensor that may be left out: null becomes a null handle.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Argument))]
internal static class OptionalTensorMarshaller
{
    public ref struct Argument
    {
        private torch.Tensor? tensor;

        public void FromManaged(torch.Tensor? managed) => tensor = managed;

        public readonly nint ToUnmanaged() => tensor?.Handle ?? 0;

        public readonly void OnInvoked() => GC.KeepAlive(tensor);

        public readonly void Free() { }
    }
}

namespace TorchSharp;

/// <summary>A number that an operation takes beside its tensors.</summary>
public sealed class Scalar
{
    internal Scalar(double value) => Value = value;

    internal double Value { get; }

    public static implicit operator Scalar(int value) => new(value);

    public static implicit operator Scalar(long value) => new(value);

    public static implicit operator Scalar(float value) => new(value);

    public static implicit operator Scalar(double value) => new(value);
}

/// <summary>The kinds of device on which a tensor may live.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

/// <summary>Turns the recording of operations for autograd on or off on this thread, until disposed.</summary>
public class AutoGradMode : IDisposable
{
    private readonly bool before;

    public AutoGradMode(bool enabled) => before = Interop.Native.shim_grad_mode(enabled ? 1 : 0) != 0;

    public static bool IsEnabled => Interop.Native.shim_is_grad_enabled() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public void Dispose(bool disposing)
    {
        if (disposing)
            _ = Interop.Native.shim_grad_mode(before ? 1 : 0);
    }
}

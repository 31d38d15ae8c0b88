using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The kinds of device on which a tensor may live, numbered as libtorch numbers them.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    private static Device? cudaDevice;
    private static Device defaultDevice = new(DeviceType.CPU);

    /// <summary>The processor and its memory.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current graphics processor.</summary>
    /// <exception cref="InvalidOperationException">The engine has no CUDA, or the machine no such device.</exception>
    public static Device CUDA => cudaDevice ??= Present(new Device(DeviceType.CUDA));

    /// <summary>The device on which tensors are made where none is named: for the whole process, the CPU at first.</summary>
    public static Device get_default_device() => defaultDevice;

    /// <summary>Sets the device on which all threads make tensors where none is named. What there is stays where it is.</summary>
    public static void set_default_device(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        defaultDevice = device;
    }

    // Only a device that is there is handed to the engine.
    private static Device Present(Device device) =>
        device.type != DeviceType.CUDA || cuda.is_available()
            ? device
            : throw new InvalidOperationException(
                $"Torch device type {device.type} did not initialise on the current machine. "
                    + $"libtorch {__version__} finds no CUDA here."
            );

    /// <summary>A device on which a tensor lives or will be made.</summary>
    public class Device
    {
        internal Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            Index = index;
        }

        public DeviceType type { get; }

        internal Place Place => new((int)type, Index);

        private int Index { get; }

        /// <summary><c>cpu</c>, <c>cuda</c>, or with a number <c>cuda:0</c>.</summary>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || Index < 0 ? name : $"{name}:{Index}";
        }
    }

    /// <summary>Graphics processors.</summary>
    public static class cuda
    {
        /// <summary>Whether the engine has CUDA and the machine a device for it.</summary>
        public static bool is_available()
        {
            var available = Native.shim_cuda_is_available();
            Native.Check(available);
            return available != 0;
        }
    }
}

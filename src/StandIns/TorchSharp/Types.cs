using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that an operation takes beside its tensors; an integer stays one.</summary>
public sealed class Scalar
{
    private Scalar(Number value) => Value = value;

    internal Number Value { get; }

    public static implicit operator Scalar(int value) => new(new Number(value));

    public static implicit operator Scalar(long value) => new(new Number(value));

    public static implicit operator Scalar(float value) => new(new Number(value));

    public static implicit operator Scalar(double value) => new(new Number(value));
}

/// <summary>The kinds of device on which a tensor may live.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

/// <summary>How values beyond a tensor's edge are made up.</summary>
public enum PaddingModes
{
    Constant = 4,
}

public static partial class torch
{
    /// <summary>Element types, numbered as libtorch numbers them.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int32 = 3,
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }

    /// <summary>How a quotient becomes whole: not at all, towards zero, or downwards.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>Where a tensor lives. This engine knows the CPU only.</summary>
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }
    }
}

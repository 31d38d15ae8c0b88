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
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }
}

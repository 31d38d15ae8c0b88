using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A number on its way over the boundary, integer or floating-point; see Native/shim.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number
{
    private readonly long bits;
    private readonly long isFloatingPoint;

    public bool IsInteger => isFloatingPoint == 0;

    public Number(long value) => bits = value;

    public Number(double value)
    {
        bits = BitConverter.DoubleToInt64Bits(value);
        isFloatingPoint = 1;
    }
}

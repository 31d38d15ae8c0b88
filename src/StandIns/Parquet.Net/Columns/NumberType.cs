using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>Numbers, side by side in little-endian order, as in the memory of every platform that .NET 10 runs this on.</summary>
internal sealed class NumberType<T>(PhysicalType physical) : ColumnType<T>(physical)
    where T : unmanaged, INumber<T>
{
    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<T> values, IBufferWriter<byte> output) =>
        output.Write(MemoryMarshal.AsBytes(values));

    /// <inheritdoc/>
    public override void Decode(ReadOnlySpan<byte> source, Span<T> values)
    {
        var target = MemoryMarshal.AsBytes(values);
        if (source.Length < target.Length)
            throw TooShort();
        source[..target.Length].CopyTo(target);
    }

    /// <inheritdoc/>
    public override long MaxCount(int byteCount) => byteCount / Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override (byte[] Min, byte[] Max)? Bounds(ReadOnlySpan<T> values)
    {
        var any = false;
        T min = default;
        T max = default;
        foreach (var value in values)
        {
            if (T.IsNaN(value))
                continue;
            min = any && min <= value ? min : value;
            max = any && max >= value ? max : value;
            any = true;
        }
        if (!any)
            return null;

        // The format asks for -0 as the smallest and +0 as the largest zero, since both may occur.
        min = T.IsZero(min) ? -T.Zero : min;
        max = T.IsZero(max) ? T.Zero : max;
        return (ToBytes(min), ToBytes(max));
    }

    private static byte[] ToBytes(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}

using System.Buffers;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>Booleans: one bit each, the first in the lowest bit of the first byte.</summary>
internal sealed class BooleanType() : ColumnType<bool>(PhysicalType.Boolean)
{
    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<bool> values, IBufferWriter<byte> output)
    {
        var byteCount = (values.Length + 7) / 8;
        var target = output.GetSpan(byteCount)[..byteCount];
        target.Clear();
        for (var i = 0; i < values.Length; i++)
            if (values[i])
                target[i / 8] |= (byte)(1 << (i % 8));
        output.Advance(byteCount);
    }

    /// <inheritdoc/>
    public override void Decode(ReadOnlySpan<byte> source, Span<bool> values)
    {
        if (MaxCount(source.Length) < values.Length)
            throw TooShort();
        for (var i = 0; i < values.Length; i++)
            values[i] = (source[i / 8] >> (i % 8) & 1) == 1;
    }

    /// <inheritdoc/>
    public override long MaxCount(int byteCount) => 8L * byteCount;

    /// <inheritdoc/>
    public override (byte[] Min, byte[] Max)? Bounds(ReadOnlySpan<bool> values) =>
        values.IsEmpty
            ? null
            : ([values.Contains(false) ? (byte)0 : (byte)1], [values.Contains(true) ? (byte)1 : (byte)0]);
}

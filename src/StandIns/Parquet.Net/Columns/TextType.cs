using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>Text: a length of four bytes, little-endian, then UTF-8. Ordered by the bytes, taken as unsigned.</summary>
internal sealed class TextType() : ColumnType<string>(PhysicalType.ByteArray)
{
    // Strict: what is no Unicode text is an error, not a replacement character.
    private static readonly UTF8Encoding Utf8 = new(false, true);

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<string> values, IBufferWriter<byte> output)
    {
        foreach (var value in values)
        {
            var length = Utf8.GetByteCount(value);
            var target = output.GetSpan(sizeof(int) + length);
            BinaryPrimitives.WriteInt32LittleEndian(target, length);
            Utf8.GetBytes(value, target[sizeof(int)..]);
            output.Advance(sizeof(int) + length);
        }
    }

    /// <inheritdoc/>
    public override void Decode(ReadOnlySpan<byte> source, Span<string> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (source.Length < sizeof(int))
                throw TooShort();
            var length = BinaryPrimitives.ReadInt32LittleEndian(source);
            source = source[sizeof(int)..];
            if (length < 0 || length > source.Length)
                throw TooShort();
            values[i] = ToText(source[..length]);
            source = source[length..];
        }
    }

    /// <inheritdoc/>
    public override long MaxCount(int byteCount) => byteCount / sizeof(int);

    /// <inheritdoc/>
    public override (byte[] Min, byte[] Max)? Bounds(ReadOnlySpan<string> values)
    {
        if (values.IsEmpty)
            return null;
        var min = Utf8.GetBytes(values[0]);
        var max = min;
        foreach (var value in values[1..])
        {
            var bytes = Utf8.GetBytes(value);
            if (bytes.AsSpan().SequenceCompareTo(min) < 0)
                min = bytes;
            if (bytes.AsSpan().SequenceCompareTo(max) > 0)
                max = bytes;
        }
        return (min, max);
    }

    private static string ToText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ParquetException("a page is damaged: a text is not UTF-8", e);
        }
    }
}

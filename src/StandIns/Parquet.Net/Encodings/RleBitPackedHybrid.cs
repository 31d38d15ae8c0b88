using System.Buffers;
using Parquet.Columns;

namespace Parquet.Encodings;

/// <summary>
/// Parquet's hybrid of run-length and bit-packed runs, used for definition levels and dictionary indexes. A run begins with
/// a varint: its lowest bit tells the kind, the rest the length (in values, or in groups of eight for bit-packed runs).
/// </summary>
internal static class RleBitPackedHybrid
{
    private const int GroupSize = 8;

    /// <summary>Decodes exactly as many values as <paramref name="values"/> holds.</summary>
    /// <param name="source">Runs, without a length before them.</param>
    /// <param name="bitWidth">Bits of one value, 0 to 32.</param>
    /// <param name="values">Where the values go.</param>
    /// <exception cref="ParquetException">The runs end too early.</exception>
    public static void Decode(ReadOnlySpan<byte> source, int bitWidth, Span<int> values)
    {
        if (bitWidth > 32)
            throw new ParquetException($"a page is damaged: {bitWidth} bits for one value");

        while (values.Length > 0)
        {
            var header = ReadVarint(ref source);
            var length = header >> 1;
            if ((header & 1) == 0)
            {
                var value = ReadRunValue(ref source, (bitWidth + 7) / 8);
                var count = (int)Math.Min(length, (uint)values.Length);
                values[..count].Fill(value);
                values = values[count..];
            }
            else
            {
                var count = (int)Math.Min((ulong)length * GroupSize, (ulong)values.Length);
                Unpack(source, bitWidth, values[..count]);
                values = values[count..];
                // The last run may lack the padding of its last group.
                source = source[(int)Math.Min((ulong)length * (uint)bitWidth, (ulong)source.Length)..];
            }
        }
    }

    /// <summary>Encodes flags as values of one bit, in a single bit-packed run.</summary>
    public static void EncodeBits(ReadOnlySpan<bool> flags, ArrayBufferWriter<byte> output)
    {
        var groups = (uint)(flags.Length + GroupSize - 1) / GroupSize;
        WriteVarint(output, (groups << 1) | 1);
        new BooleanType().Encode(flags, output);
    }

    private static void Unpack(ReadOnlySpan<byte> source, int bitWidth, Span<int> values)
    {
        if (((long)values.Length * bitWidth + 7) / 8 > source.Length)
            throw TooShort();

        ulong buffer = 0;
        var buffered = 0;
        var next = 0;
        var mask = (1UL << bitWidth) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            for (; buffered < bitWidth; buffered += 8)
                buffer |= (ulong)source[next++] << buffered;
            values[i] = unchecked((int)(buffer & mask));
            buffer >>= bitWidth;
            buffered -= bitWidth;
        }
    }

    private static int ReadRunValue(ref ReadOnlySpan<byte> source, int byteCount)
    {
        if (byteCount > source.Length)
            throw TooShort();
        var value = 0;
        for (var i = 0; i < byteCount; i++)
            value |= source[i] << (8 * i);
        source = source[byteCount..];
        return value;
    }

    private static uint ReadVarint(ref ReadOnlySpan<byte> source)
    {
        uint value = 0;
        for (var i = 0; i < 5 && i < source.Length; i++)
        {
            value |= (uint)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return value;
            }
        }
        throw TooShort();
    }

    private static void WriteVarint(IBufferWriter<byte> output, uint value)
    {
        for (; value >= 0x80; value >>= 7)
            WriteByte(output, (byte)(value | 0x80));
        WriteByte(output, (byte)value);
    }

    private static void WriteByte(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private static ParquetException TooShort() => new("a page is damaged: its runs end too early");
}

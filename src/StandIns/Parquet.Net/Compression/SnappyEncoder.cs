using System.Buffers;
using System.Buffers.Binary;

namespace Parquet.Compression;

/// <summary>
/// Compresses to Snappy's raw format: greedy matching through a hash table of the last place of each four bytes, in
/// blocks of 64 KiB, so that every distance fits in two bytes.
/// </summary>
internal static class SnappyEncoder
{
    private const int BlockSize = 1 << 16;
    private const int HashBits = 14;
    private const int MinMatch = 4;

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> source)
    {
        var output = new ArrayBufferWriter<byte>(source.Length + source.Length / 6 + 32);
        WriteLength(output, (uint)source.Length);
        var table = new int[1 << HashBits];
        while (!source.IsEmpty)
        {
            var block = source[..Math.Min(BlockSize, source.Length)];
            // Positions are kept plus one: zero means none.
            Array.Clear(table);
            CompressBlock(block, table, output);
            source = source[block.Length..];
        }
        return output.WrittenMemory;
    }

    private static void CompressBlock(ReadOnlySpan<byte> block, int[] table, ArrayBufferWriter<byte> output)
    {
        var literalStart = 0;
        var position = 0;
        // Each 32 positions without a match lengthen the stride by one, so that incompressible data passes quickly.
        var patience = 32;
        while (position <= block.Length - MinMatch)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(block[position..]);
            ref var slot = ref table[(word * 0x9E3779B1u) >> (32 - HashBits)];
            var candidate = slot - 1;
            slot = position + 1;
            if (candidate < 0 || BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word)
            {
                position += patience++ / 32;
                continue;
            }

            WriteLiteral(output, block[literalStart..position]);
            var length = MinMatch + block[(position + MinMatch)..].CommonPrefixLength(block[(candidate + MinMatch)..]);
            WriteCopy(output, position - candidate, length);
            position += length;
            literalStart = position;
            patience = 32;
        }
        WriteLiteral(output, block[literalStart..]);
    }

    private static void WriteLength(ArrayBufferWriter<byte> output, uint length)
    {
        for (; length >= 0x80; length >>= 7)
            output.Write<byte>([(byte)(length | 0x80)]);
        output.Write<byte>([(byte)length]);
    }

    private static void WriteLiteral(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> literal)
    {
        if (literal.IsEmpty)
            return;
        var length = literal.Length - 1;
        if (length < 60)
            output.Write<byte>([(byte)(length << 2)]);
        else if (length < 1 << 8)
            output.Write<byte>([60 << 2, (byte)length]);
        else
            output.Write<byte>([61 << 2, (byte)length, (byte)(length >> 8)]);
        output.Write(literal);
    }

    private static void WriteCopy(ArrayBufferWriter<byte> output, int distance, int length)
    {
        // What remains after each piece stays long enough for a copy of its own.
        for (; length >= 64 + MinMatch; length -= 64)
            WriteLongCopy(output, distance, 64);
        if (length > 64)
        {
            WriteLongCopy(output, distance, 60);
            length -= 60;
        }

        if (length < 12 && distance < 1 << 11)
            output.Write<byte>([(byte)(1 | (length - 4) << 2 | distance >> 8 << 5), (byte)distance]);
        else
            WriteLongCopy(output, distance, length);
    }

    private static void WriteLongCopy(ArrayBufferWriter<byte> output, int distance, int length) =>
        output.Write<byte>([(byte)(2 | (length - 1) << 2), (byte)distance, (byte)(distance >> 8)]);
}

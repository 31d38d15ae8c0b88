namespace Parquet.Compression;

/// <summary>Decompresses Snappy's raw format. Every length and distance is checked before it is used.</summary>
internal static class SnappyDecoder
{
    /// <param name="source">A varint with the size, then literals and copies.</param>
    /// <param name="size">Expected size in bytes.</param>
    /// <exception cref="ParquetException">The data is damaged or has another size.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> source, int size)
    {
        if (ReadLength(ref source) != (ulong)size)
            throw Damaged();

        var result = new byte[size];
        var written = 0;
        while (!source.IsEmpty)
        {
            var tag = source[0];
            source = source[1..];
            if ((tag & 3) == 0)
            {
                var length = ReadLiteralLength(ref source, tag >> 2);
                if (length > source.Length || length > size - written)
                    throw Damaged();
                source[..(int)length].CopyTo(result.AsSpan(written));
                source = source[(int)length..];
                written += (int)length;
            }
            else
            {
                var (length, distance) = ReadCopy(ref source, tag);
                if (distance <= 0 || distance > written || length > size - written)
                    throw Damaged();
                CopyBack(result, written, (int)distance, length);
                written += length;
            }
        }
        return written == size ? result : throw Damaged();
    }

    // Byte by byte where source and target overlap: what was just written is repeated.
    private static void CopyBack(byte[] result, int written, int distance, int length)
    {
        if (distance >= length)
        {
            result.AsSpan(written - distance, length).CopyTo(result.AsSpan(written));
            return;
        }
        for (var i = written; i < written + length; i++)
            result[i] = result[i - distance];
    }

    private static long ReadLiteralLength(ref ReadOnlySpan<byte> source, int code) =>
        code < 60 ? code + 1 : ReadLittleEndian(ref source, code - 59) + 1;

    private static (int Length, long Distance) ReadCopy(ref ReadOnlySpan<byte> source, int tag) =>
        (tag & 3) switch
        {
            1 => ((tag >> 2 & 7) + 4, (tag >> 5) * 256L + ReadLittleEndian(ref source, 1)),
            2 => ((tag >> 2) + 1, ReadLittleEndian(ref source, 2)),
            _ => ((tag >> 2) + 1, ReadLittleEndian(ref source, 4)),
        };

    private static long ReadLittleEndian(ref ReadOnlySpan<byte> source, int byteCount)
    {
        if (byteCount > source.Length)
            throw Damaged();
        long value = 0;
        for (var i = 0; i < byteCount; i++)
            value |= (long)source[i] << (8 * i);
        source = source[byteCount..];
        return value;
    }

    private static ulong ReadLength(ref ReadOnlySpan<byte> source)
    {
        ulong value = 0;
        for (var i = 0; i < 5 && i < source.Length; i++)
        {
            value |= (ulong)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return value;
            }
        }
        throw Damaged();
    }

    private static ParquetException Damaged() => new("a page is damaged: it is no Snappy block of the expected size");
}

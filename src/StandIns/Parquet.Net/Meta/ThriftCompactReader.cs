using System.Runtime.InteropServices;

namespace Parquet.Meta;

/// <summary>The types of Thrift's compact protocol.</summary>
internal enum ThriftType
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>
/// Reads Thrift's compact protocol from memory. Every length is checked against what is left, so that no damaged input
/// reads out of bounds, loops for ever, or allocates more than its own size.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ThriftCompactReader(ReadOnlySpan<byte> source)
{
    private const int MaxDepth = 32;

    // Strict: text that is no UTF-8 is damage, not a replacement character.
    private static readonly System.Text.UTF8Encoding Utf8 = new(false, true);

    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    private readonly int Remaining => _source.Length - Position;

    /// <summary>Reads a field's header; false at the end of the struct.</summary>
    /// <param name="id">In: id of the field before, 0 at the start. Out: id of this field.</param>
    /// <param name="type">Type of this field's value.</param>
    public bool NextField(ref short id, out ThriftType type)
    {
        var head = ReadByte();
        type = (ThriftType)(head & 0x0F);
        if (type == ThriftType.Stop)
            return false;
        if (type > ThriftType.Struct)
            throw new ParquetException($"metadata is damaged: unknown Thrift type {(int)type}");

        var delta = head >> 4;
        id = delta == 0 ? unchecked((short)ReadZigZag()) : unchecked((short)(id + delta));
        return true;
    }

    public int ReadInt32(ThriftType type)
    {
        Expect(ThriftType.Int32, type);
        return ToInt32(ReadZigZag());
    }

    public long ReadInt64(ThriftType type)
    {
        Expect(ThriftType.Int64, type);
        return ReadZigZag();
    }

    public int ReadByte(ThriftType type)
    {
        Expect(ThriftType.Byte, type);
        return ReadByte();
    }

    public readonly bool ReadBoolean(ThriftType type) =>
        type switch
        {
            ThriftType.True => true,
            ThriftType.False => false,
            _ => throw Mismatch(ThriftType.True, type),
        };

    public string ReadString(ThriftType type)
    {
        Expect(ThriftType.Binary, type);
        try
        {
            return Utf8.GetString(Take(ReadLength()));
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw new ParquetException("metadata is damaged: a text is not UTF-8", e);
        }
    }

    /// <summary>Reads a list's header and returns its number of elements; each takes at least one byte.</summary>
    public int ReadListHeader(ThriftType type, ThriftType elementType)
    {
        Expect(ThriftType.List, type);
        var count = ReadListHeader(out var actual);
        if (count > 0)
            Expect(elementType, actual);
        return count;
    }

    public readonly void Expect(ThriftType expected, ThriftType actual)
    {
        if (expected != actual)
            throw Mismatch(expected, actual);
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(ThriftType type) => Skip(type, 0);

    private void Skip(ThriftType type, int depth)
    {
        if (depth > MaxDepth)
            throw new ParquetException("metadata is damaged: nested too deeply");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Take(1);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                ReadVarint();
                break;
            case ThriftType.Double:
                Take(sizeof(double));
                break;
            case ThriftType.Binary:
                Take(ReadLength());
                break;
            case ThriftType.List or ThriftType.Set:
                var count = ReadListHeader(out var elementType);
                for (var i = 0; i < count; i++)
                    SkipElement(elementType, depth + 1);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                short id = 0;
                while (NextField(ref id, out var fieldType))
                    Skip(fieldType, depth + 1);
                break;
            default:
                throw new ParquetException($"metadata is damaged: unknown Thrift type {(int)type}");
        }
    }

    private void SkipMap(int depth)
    {
        var count = ReadLength();
        if (count == 0)
            return;
        var types = ReadByte();
        for (var i = 0; i < count; i++)
        {
            SkipElement((ThriftType)(types >> 4), depth + 1);
            SkipElement((ThriftType)(types & 0x0F), depth + 1);
        }
    }

    // A boolean in a collection has a byte of its own; in a field it is part of the header.
    private void SkipElement(ThriftType type, int depth) =>
        Skip(type is ThriftType.True or ThriftType.False ? ThriftType.Byte : type, depth);

    private int ReadListHeader(out ThriftType elementType)
    {
        var head = ReadByte();
        elementType = (ThriftType)(head & 0x0F);
        var count = head >> 4;
        if (count < 15)
            return count <= Remaining ? count : throw TooShort();
        return ReadLength();
    }

    private int ReadLength()
    {
        var length = ReadVarint();
        return length <= (ulong)Remaining ? (int)length : throw TooShort();
    }

    private long ReadZigZag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new ParquetException("metadata is damaged: a number has too many bytes");
    }

    private byte ReadByte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw TooShort();
        var taken = _source.Slice(Position, count);
        Position += count;
        return taken;
    }

    private static int ToInt32(long value) =>
        value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new ParquetException($"metadata is damaged: {value} does not fit in 32 bits");

    private static ParquetException TooShort() => new("metadata is damaged: it ends too early");

    private static ParquetException Mismatch(ThriftType expected, ThriftType actual) =>
        new($"metadata is damaged: expected Thrift type {expected}, found {actual}");
}

using System.Buffers;

namespace Parquet.Meta;

/// <summary>Writes Thrift's compact protocol. Fields of a struct are written in ascending order of their ids.</summary>
internal sealed class ThriftCompactWriter(IBufferWriter<byte> output)
{
    private readonly Stack<short> _outerIds = new();
    private short _lastId;

    /// <summary>Begins a struct that is the whole message or an element of a list.</summary>
    public void BeginStruct()
    {
        _outerIds.Push(_lastId);
        _lastId = 0;
    }

    /// <summary>Begins a struct that is a field.</summary>
    public void BeginStruct(short id)
    {
        WriteField(id, ThriftType.Struct);
        BeginStruct();
    }

    public void EndStruct()
    {
        WriteByte((byte)ThriftType.Stop);
        _lastId = _outerIds.Pop();
    }

    /// <summary>Begins a list; exactly <paramref name="count"/> elements must follow.</summary>
    public void BeginList(short id, ThriftType elementType, int count)
    {
        WriteField(id, ThriftType.List);
        if (count < 15)
        {
            WriteByte((byte)((count << 4) | (int)elementType));
            return;
        }
        WriteByte((byte)(0xF0 | (int)elementType));
        WriteVarint((ulong)count);
    }

    public void WriteInt32(short id, int value)
    {
        WriteField(id, ThriftType.Int32);
        WriteInt32Element(value);
    }

    public void WriteInt64(short id, long value)
    {
        WriteField(id, ThriftType.Int64);
        WriteZigZag(value);
    }

    public void WriteBinary(short id, ReadOnlySpan<byte> value)
    {
        WriteField(id, ThriftType.Binary);
        WriteVarint((ulong)value.Length);
        output.Write(value);
    }

    public void WriteString(short id, string value) => WriteBinary(id, System.Text.Encoding.UTF8.GetBytes(value));

    public void WriteInt32Element(int value) => WriteZigZag(value);

    public void WriteStringElement(string value)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(value);
        WriteVarint((ulong)bytes.Length);
        output.Write(bytes);
    }

    private void WriteField(short id, ThriftType type)
    {
        // Every id of the format is less than 16 above the one before, so the short form of a header is enough.
        WriteByte((byte)(((id - _lastId) << 4) | (int)type));
        _lastId = id;
    }

    private void WriteZigZag(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            WriteByte((byte)(value | 0x80));
        WriteByte((byte)value);
    }

    private void WriteByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}

using System.Buffers.Binary;
using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Reads one column of one row group from its pages.</summary>
/// <param name="field">The column.</param>
/// <param name="metaData">What the footer says of it here.</param>
/// <param name="chunk">All its pages with their headers.</param>
internal sealed class ColumnReader<TValue>(DataField field, ColumnMetaData metaData, ReadOnlyMemory<byte> chunk)
{
    private readonly ColumnType<TValue> _type = (ColumnType<TValue>)field.ColumnType;
    private TValue[]? _dictionary;
    private int _rowsRead;
    private int _valuesRead;

    /// <summary>Reads all rows.</summary>
    /// <param name="values">Takes the values without nulls; at least as long as the column.</param>
    /// <param name="present">Takes per row whether it has a value; not used when the column is required.</param>
    /// <returns>Number of values that are not null.</returns>
    /// <exception cref="ParquetException">A page is damaged or its encoding is not supported.</exception>
    /// <exception cref="NotSupportedException">The compression is outside the slice.</exception>
    public int Read(Span<TValue> values, Span<bool> present)
    {
        var rest = chunk;
        while (_rowsRead < metaData.ValueCount)
        {
            var reader = new ThriftCompactReader(rest.Span);
            var header = PageHeader.Read(ref reader);
            rest = rest[reader.Position..];
            if (header.CompressedSize < 0 || header.CompressedSize > rest.Length || header.ValueCount < 0)
                throw new ParquetException("a page is damaged: its size or count is impossible");
            var page = rest[..header.CompressedSize];
            rest = rest[header.CompressedSize..];

            switch (header.Type)
            {
                case PageType.DictionaryPage:
                    ReadDictionary(header, page);
                    break;
                case PageType.DataPage:
                    ReadVersion1(header, page, values, present);
                    break;
                case PageType.DataPageV2:
                    ReadVersion2(header, page, values, present);
                    break;
                case PageType.IndexPage:
                    break;
                default:
                    throw new ParquetException($"a page is damaged: there is no page type {(int)header.Type}");
            }
        }
        return _valuesRead;
    }

    private void ReadDictionary(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (header.Encoding is not (Meta.Encoding.Plain or Meta.Encoding.PlainDictionary))
            throw UnsupportedEncoding(header.Encoding);
        var body = PageDecompression.Decompress(metaData.Codec, page, header.UncompressedSize).Span;
        if (header.ValueCount > _type.MaxCount(body.Length))
            throw new ParquetException("a dictionary is damaged: it holds too few values");
        _dictionary = new TValue[header.ValueCount];
        _type.Decode(body, _dictionary);
    }

    private void ReadVersion1(PageHeader header, ReadOnlyMemory<byte> page, Span<TValue> values, Span<bool> present)
    {
        CheckRows(header);
        var body = PageDecompression.Decompress(metaData.Codec, page, header.UncompressedSize).Span;
        var valueCount = header.ValueCount;
        if (field.IsNullable)
        {
            if (header.DefinitionLevelEncoding != Meta.Encoding.Rle)
                throw UnsupportedEncoding(header.DefinitionLevelEncoding);
            var levels = TakePrefixed(ref body);
            valueCount = ReadLevels(levels, present.Slice(_rowsRead, header.ValueCount));
        }
        ReadValues(header.Encoding, body, values.Slice(_valuesRead, valueCount));
        _rowsRead += header.ValueCount;
    }

    private void ReadVersion2(PageHeader header, ReadOnlyMemory<byte> page, Span<TValue> values, Span<bool> present)
    {
        CheckRows(header);
        var levelsLength = header.DefinitionLevelsLength;
        if (header.RepetitionLevelsLength != 0 || levelsLength < 0 || levelsLength > page.Length)
            throw new ParquetException("a page is damaged: its levels do not fit");
        var valueCount = header.ValueCount;
        if (field.IsNullable)
        {
            valueCount = ReadLevels(page.Span[..levelsLength], present.Slice(_rowsRead, header.ValueCount));
            if (valueCount != header.ValueCount - header.NullCount)
                throw new ParquetException("a page is damaged: its number of nulls is wrong");
        }

        var codec = header.IsCompressed ? metaData.Codec : CompressionCodec.Uncompressed;
        var size = header.UncompressedSize - levelsLength;
        // A page of nulls alone may have no body, not even that of an empty compressed block.
        if (levelsLength < page.Length || size > 0)
        {
            var body = PageDecompression.Decompress(codec, page[levelsLength..], size).Span;
            ReadValues(header.Encoding, body, values.Slice(_valuesRead, valueCount));
        }
        else if (valueCount > 0)
        {
            throw new ParquetException("a page is damaged: it has no values");
        }
        _rowsRead += header.ValueCount;
    }

    private void CheckRows(PageHeader header)
    {
        if (header.ValueCount > metaData.ValueCount - _rowsRead)
            throw new ParquetException("a page is damaged: it holds more rows than its row group");
    }

    private static int ReadLevels(ReadOnlySpan<byte> source, Span<bool> present)
    {
        var levels = new int[present.Length];
        RleBitPackedHybrid.Decode(source, 1, levels);
        var count = 0;
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] > 1)
                throw new ParquetException("a page is damaged: a definition level is too high");
            present[i] = levels[i] == 1;
            count += levels[i];
        }
        return count;
    }

    private void ReadValues(Meta.Encoding encoding, ReadOnlySpan<byte> body, Span<TValue> values)
    {
        switch (encoding)
        {
            case Meta.Encoding.Plain:
                _type.Decode(body, values);
                break;
            case Meta.Encoding.PlainDictionary or Meta.Encoding.RleDictionary:
                LookUp(body, values);
                break;
            case Meta.Encoding.Rle when typeof(TValue) == typeof(bool):
                ReadRunLengthBooleans(TakePrefixed(ref body), values);
                break;
            default:
                throw UnsupportedEncoding(encoding);
        }
        _valuesRead += values.Length;
    }

    private void LookUp(ReadOnlySpan<byte> body, Span<TValue> values)
    {
        if (values.IsEmpty)
            return;
        var dictionary = _dictionary ?? throw new ParquetException("a page is damaged: its dictionary is missing");
        if (body.IsEmpty)
            throw new ParquetException("a page is damaged: it has no values");
        var indexes = new int[values.Length];
        // With no bits all indexes are 0, and some writers leave the runs out.
        if (body[0] > 0)
            RleBitPackedHybrid.Decode(body[1..], body[0], indexes);
        for (var i = 0; i < indexes.Length; i++)
        {
            if ((uint)indexes[i] >= (uint)dictionary.Length)
                throw new ParquetException("a page is damaged: an index lies outside its dictionary");
            values[i] = dictionary[indexes[i]];
        }
    }

    private static void ReadRunLengthBooleans(ReadOnlySpan<byte> runs, Span<TValue> values)
    {
        var bits = new int[values.Length];
        RleBitPackedHybrid.Decode(runs, 1, bits);
        for (var i = 0; i < bits.Length; i++)
            values[i] = (TValue)(object)(bits[i] != 0);
    }

    private static ReadOnlySpan<byte> TakePrefixed(ref ReadOnlySpan<byte> source)
    {
        if (source.Length < sizeof(int))
            throw new ParquetException("a page is damaged: it ends too early");
        var length = BinaryPrimitives.ReadInt32LittleEndian(source);
        source = source[sizeof(int)..];
        if (length < 0 || length > source.Length)
            throw new ParquetException("a page is damaged: its levels do not fit");
        var taken = source[..length];
        source = source[length..];
        return taken;
    }

    private static ParquetException UnsupportedEncoding(Meta.Encoding encoding) =>
        new($"encoding {encoding} is not supported.");
}

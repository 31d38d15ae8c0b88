using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes a Parquet file: row group by row group, then, when disposed, the footer.</summary>
public sealed class ParquetWriter : IAsyncDisposable
{
    internal static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Stream _output;
    private readonly ParquetOptions _options;
    private readonly List<ParquetRowGroupWriter> _rowGroups = [];
    private Dictionary<string, string> _customMetadata = [];
    private bool _disposed;

    private ParquetWriter(ParquetSchema schema, Stream output, ParquetOptions options)
    {
        Schema = schema;
        _output = output;
        _options = options;
        Position = output.CanSeek ? output.Position : 0;
    }

    /// <summary>Free text under names, kept in the footer. Names are written in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> CustomMetadata
    {
        get => _customMetadata;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _customMetadata = value.ToDictionary(pair => pair.Key, pair => pair.Value);
        }
    }

    internal ParquetSchema Schema { get; }

    internal long Position { get; private set; }

    /// <summary>Begins a file. The stream stays open when the writer is disposed.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="output">Writable stream; it need not be seekable.</param>
    /// <param name="options">Compression; Snappy unless given.</param>
    /// <param name="append">Appending is outside the slice: only false.</param>
    /// <param name="cancellationToken">Stops the writing of the file's first bytes.</param>
    /// <exception cref="ArgumentException">The stream is not writable, or two columns have the same name.</exception>
    /// <exception cref="NotSupportedException"><paramref name="append"/> is set.</exception>
    public static async Task<ParquetWriter> CreateAsync(
        ParquetSchema schema,
        Stream output,
        ParquetOptions? options = null,
        bool append = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        if (!output.CanWrite)
            throw new ArgumentException("stream is not writeable", nameof(output));
        if (append)
            throw new NotSupportedException("appending to a file is not supported");
        var names = schema.Fields.Select(field => field.Name).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw new ArgumentException("two columns have the same name", nameof(schema));

        var writer = new ParquetWriter(schema, output, options ?? new ParquetOptions());
        await writer.WriteAsync(Magic, cancellationToken);
        return writer;
    }

    /// <summary>Begins a row group; dispose of it before beginning the next.</summary>
    public ParquetRowGroupWriter CreateRowGroup()
    {
        var group = new ParquetRowGroupWriter(this, _options);
        _rowGroups.Add(group);
        return group;
    }

    /// <summary>
    /// Writes the footer. When a row group lacks a column, no footer is written: what is there then is no Parquet file, and
    /// cannot be mistaken for one. <see cref="ParquetRowGroupWriter.CompleteValidate"/> tells earlier.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_rowGroups.TrueForAll(group => group.IsComplete))
            return;

        var footer = FooterWriter.Write(Schema, [.. _rowGroups.Select(group => group.ToMetaData())], _customMetadata);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        await WriteAsync(footer, CancellationToken.None);
        await WriteAsync(length, CancellationToken.None);
        await WriteAsync(Magic, CancellationToken.None);
        await _output.FlushAsync();
    }

    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(bytes, cancellationToken);
        Position += bytes.Length;
    }
}

using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes a Parquet file: row group by row group, then, when disposed, the footer.</summary>
public sealed class ParquetWriter : IAsyncDisposable
{
    internal static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Stream _output;
    private readonly List<ParquetRowGroupWriter> _rowGroups = [];
    private bool _disposed;

    private ParquetWriter(ParquetSchema schema, Stream output)
    {
        Schema = schema;
        _output = output;
        Position = output.CanSeek ? output.Position : 0;
    }

    internal ParquetSchema Schema { get; }

    internal long Position { get; private set; }

    /// <summary>Begins a file. The stream stays open when the writer is disposed.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="output">Writable stream; it need not be seekable.</param>
    /// <param name="options">The slice has no options: pages are compressed with Snappy, as upstream by default.</param>
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
        _ = options;
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        if (!output.CanWrite)
            throw new ArgumentException("stream is not writeable", nameof(output));
        if (append)
            throw new NotSupportedException("appending to a file is not supported");
        var names = schema.DataFields.Select(field => field.Name).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw new ArgumentException("two columns have the same name", nameof(schema));

        var writer = new ParquetWriter(schema, output);
        await writer.WriteAsync(Magic, cancellationToken);
        return writer;
    }

    /// <summary>Begins a row group; dispose of it before beginning the next.</summary>
    public ParquetRowGroupWriter CreateRowGroup()
    {
        var group = new ParquetRowGroupWriter(this);
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

        var footer = FooterWriter.Write(Schema, [.. _rowGroups.Select(group => group.ToMetaData())]);
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

using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads a Parquet file.</summary>
/// <remarks>
/// A file that is not whole (wrong magic, impossible footer length, cut off) gives an <see cref="IOException"/>, damaged
/// contents a <see cref="ParquetException"/>, and what is sound but outside the slice a <see cref="NotSupportedException"/>.
/// </remarks>
public class ParquetReader : IAsyncDisposable
{
    private readonly Stream _input;
    private readonly bool _leaveStreamOpen;
    private readonly FileMetaData _footer;

    private ParquetReader(Stream input, bool leaveStreamOpen, FileMetaData footer, ParquetSchema schema)
    {
        _input = input;
        _leaveStreamOpen = leaveStreamOpen;
        _footer = footer;
        Schema = schema;
    }

    /// <summary>Free text under names, from the footer.</summary>
    public Dictionary<string, string> CustomMetadata => new(_footer.KeyValues);

    /// <summary>Number of row groups; 0 in a file without rows.</summary>
    public int RowGroupCount => _footer.RowGroups.Count;

    /// <summary>The columns.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>Opens a file; it is closed when the reader is disposed.</summary>
    /// <param name="filePath">Path of the file.</param>
    /// <param name="parquetOptions">Nothing in the slice's options concerns reading.</param>
    /// <param name="cancellationToken">Stops the reading of the footer.</param>
    /// <exception cref="IOException">The file is missing or is no whole Parquet file.</exception>
    /// <exception cref="ParquetException">The footer is damaged.</exception>
    /// <exception cref="NotSupportedException">A column is of a kind outside the slice.</exception>
    public static async Task<ParquetReader> CreateAsync(
        string filePath,
        ParquetOptions? parquetOptions = null,
        CancellationToken cancellationToken = default
    )
    {
        var stream = File.OpenRead(filePath);
        try
        {
            return await CreateAsync(stream, parquetOptions, leaveStreamOpen: false, cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the footer of a file in a stream.</summary>
    /// <param name="input">Readable, seekable stream.</param>
    /// <param name="parquetOptions">Nothing in the slice's options concerns reading.</param>
    /// <param name="leaveStreamOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <param name="cancellationToken">Stops the reading of the footer.</param>
    /// <exception cref="ArgumentException">The stream is not readable or not seekable.</exception>
    /// <exception cref="IOException">The stream holds no whole Parquet file.</exception>
    /// <exception cref="ParquetException">The footer is damaged.</exception>
    /// <exception cref="NotSupportedException">A column is of a kind outside the slice.</exception>
    public static async Task<ParquetReader> CreateAsync(
        Stream input,
        ParquetOptions? parquetOptions = null,
        bool leaveStreamOpen = true,
        CancellationToken cancellationToken = default
    )
    {
        _ = parquetOptions;
        ArgumentNullException.ThrowIfNull(input);
        if (!input.CanRead || !input.CanSeek)
            throw new ArgumentException("stream must be readable and seekable", nameof(input));

        var (bytes, offset) = await ReadFooterAsync(input, cancellationToken);
        var footer = FooterReader.Read(bytes);
        var schema = FooterCheck.ToSchema(footer.Schema);
        FooterCheck.Check(footer, schema, offset);
        return new ParquetReader(input, leaveStreamOpen, footer, schema);
    }

    /// <summary>A reader of one row group, by its position from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row group.</exception>
    public ParquetRowGroupReader OpenRowGroupReader(int index) => new(_input, Schema, _footer.RowGroups[index]);

    /// <summary>Closes the stream, unless it is to stay open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_leaveStreamOpen)
            await _input.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // The file ends with the footer, its length as four bytes, and the magic with which it also begins.
    private static async Task<(byte[] Bytes, long Offset)> ReadFooterAsync(Stream input, CancellationToken cancellation)
    {
        var magic = ParquetWriter.Magic;
        var trailerLength = sizeof(int) + magic.Length;
        if (input.Length <= magic.Length + trailerLength)
            throw new IOException("not a Parquet file (size too small)");

        var head = await ReadAsync(input, 0, magic.Length, cancellation);
        var trailer = await ReadAsync(input, input.Length - trailerLength, trailerLength, cancellation);
        if (!head.AsSpan().SequenceEqual(magic) || !trailer.AsSpan(sizeof(int)).SequenceEqual(magic))
            throw new IOException("not a Parquet file: it does not begin and end with PAR1, or is cut off");

        var length = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        var offset = input.Length - trailerLength - length;
        if (length <= 0 || offset < magic.Length)
            throw new IOException($"not a Parquet file: its footer cannot be {length} bytes long");
        return (await ReadAsync(input, offset, length, cancellation), offset);
    }

    internal static async Task<byte[]> ReadAsync(Stream input, long offset, int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        input.Seek(offset, SeekOrigin.Begin);
        await input.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}

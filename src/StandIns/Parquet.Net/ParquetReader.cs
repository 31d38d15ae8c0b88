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
    private readonly FileStream _input;
    private readonly FileMetaData _footer;

    private ParquetReader(FileStream input, FileMetaData footer, ParquetSchema schema)
    {
        _input = input;
        _footer = footer;
        Schema = schema;
    }

    /// <summary>Number of row groups; 0 in a file without rows.</summary>
    public int RowGroupCount => _footer.RowGroups.Count;

    /// <summary>The columns.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>Opens a file and reads its footer; the file is closed when the reader is disposed.</summary>
    /// <param name="filePath">Path of the file.</param>
    /// <param name="parquetOptions">The slice has no options.</param>
    /// <param name="cancellationToken">Stops the reading of the footer.</param>
    /// <exception cref="IOException">The file is missing or is no whole Parquet file.</exception>
    /// <exception cref="ParquetException">The footer is damaged.</exception>
    /// <exception cref="NotSupportedException">A column is of a kind outside the slice, or the file is encrypted.</exception>
    public static async Task<ParquetReader> CreateAsync(
        string filePath,
        ParquetOptions? parquetOptions = null,
        CancellationToken cancellationToken = default
    )
    {
        _ = parquetOptions;
        var input = File.OpenRead(filePath);
        try
        {
            var (bytes, offset) = await ReadFooterAsync(input, cancellationToken);
            var footer = FooterReader.Read(bytes);
            var schema = FooterCheck.ToSchema(footer.Schema);
            FooterCheck.Check(footer, schema, offset);
            return new ParquetReader(input, footer, schema);
        }
        catch
        {
            await input.DisposeAsync();
            throw;
        }
    }

    /// <summary>A reader of one row group, by its position from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row group.</exception>
    public ParquetRowGroupReader OpenRowGroupReader(int index) => new(_input, Schema, _footer.RowGroups[index]);

    /// <summary>Closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _input.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal static async Task<byte[]> ReadAsync(Stream input, long offset, int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        input.Seek(offset, SeekOrigin.Begin);
        await input.ReadExactlyAsync(bytes, cancellation);
        return bytes;
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
        if (trailer.AsSpan(sizeof(int)).SequenceEqual("PARE"u8))
            throw new NotSupportedException("the file is encrypted, which is not supported");
        if (!head.AsSpan().SequenceEqual(magic) || !trailer.AsSpan(sizeof(int)).SequenceEqual(magic))
            throw new IOException("not a Parquet file: it does not begin and end with PAR1, or is cut off");

        var length = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        var offset = input.Length - trailerLength - length;
        if (length <= 0 || offset < magic.Length)
            throw new IOException($"not a Parquet file: its footer cannot be {length} bytes long");
        return (await ReadAsync(input, offset, length, cancellation), offset);
    }
}

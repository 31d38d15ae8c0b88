using Parquet;

namespace NtkRepro.Data;

/// <summary>Opens Parquet files, of ours and of other programs, that may be damaged.</summary>
public static class TableFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Takes from it what is wanted.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or no table that can be read; the message does not name it.</exception>
    public static T Read<T>(string path, Func<ParquetReader, Task<T>> read)
    {
        var file = File.ReadAllBytes(path);
        if (file.AsSpan().EndsWith("PARE"u8))
            throw new InvalidDataException("it is encrypted, which is not supported");
        TableDigest.Check(file);
        try
        {
            return ReadAsync(file, read).GetAwaiter().GetResult();
        }
        // The package checks little; damage leads it into whatever comes next.
        catch (Exception e) when (e is not InvalidDataException)
        {
            throw new InvalidDataException($"it cannot be read, damaged or no Parquet file: {e.Message}", e);
        }
    }

    private static async Task<T> ReadAsync<T>(byte[] file, Func<ParquetReader, Task<T>> read)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        return await read(reader);
    }
}

namespace Parquet.Tests;

public sealed class DamageTests
{
    [Fact]
    public async Task A_file_cut_off_anywhere_is_no_parquet_file()
    {
        var bytes = await TestFiles.WriteAsync(SampleTable.Schema, SampleTable.Edges);

        using var file = new TempFile(bytes);
        for (var length = 0; length < bytes.Length; length++)
            await AssertIsNoParquetFileAsync(file, bytes[..length]);
    }

    [Fact]
    public async Task A_file_that_lacks_its_beginning_is_no_parquet_file()
    {
        var bytes = await TestFiles.WriteAsync(SampleTable.Schema, SampleTable.Edges);

        using var file = new TempFile(bytes);
        for (var length = 1; length < bytes.Length; length++)
            await AssertIsNoParquetFileAsync(file, bytes[length..]);
    }

    [Fact]
    public async Task A_file_of_something_else_is_no_parquet_file()
    {
        using var file = new TempFile([]);
        await AssertIsNoParquetFileAsync(
            file,
            System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("seed,accuracy\n1,0.93\n", 20)))
        );
    }

    private static async Task AssertIsNoParquetFileAsync(TempFile file, byte[] bytes)
    {
        file.Write(bytes);
        await Assert.ThrowsAnyAsync<IOException>(() => ParquetReader.CreateAsync(file.Path));
    }
}

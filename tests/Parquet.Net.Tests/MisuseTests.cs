using Parquet.Schema;

namespace Parquet.Tests;

public sealed class MisuseTests
{
    private static readonly ParquetSchema Schema = new(new DataField<int>("a"), new DataField<double?>("b"));
    private static readonly DataField A = Schema.DataFields[0];
    private static readonly DataField B = Schema.DataFields[1];

    [Fact]
    public async Task Columns_must_be_written_in_the_schemas_order()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<double>(B, new double?[] { 1 }));

        Assert.Contains("expected 'a", error.Message);
    }

    [Fact]
    public async Task Columns_of_a_row_group_must_have_equally_many_rows()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(A, new[] { 1, 2 });

        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteAsync<double>(B, new double?[] { 1 }));
    }

    [Fact]
    public async Task A_column_too_many_is_refused()
    {
        var schema = new ParquetSchema(new DataField<int>("a"));
        await using var writer = await ParquetWriter.CreateAsync(schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(schema.DataFields[0], new[] { 1 });

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            group.WriteAsync<int>(schema.DataFields[0], new[] { 1 })
        );
    }

    [Fact]
    public async Task Missing_columns_are_named()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(A, new[] { 1 });

        Assert.Contains("b", Assert.Throws<InvalidOperationException>(group.CompleteValidate).Message);
    }

    [Fact]
    public async Task A_file_whose_row_group_lacks_a_column_is_no_parquet_file()
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(Schema, stream))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<int>(A, new[] { 1 });
        }

        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(stream));
    }

    [Fact]
    public async Task Values_must_have_the_columns_type()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<long>(A, new[] { 1L }));
        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync(A, ["1"]));
    }

    [Fact]
    public async Task A_nullable_column_is_written_from_nullable_values()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(A, new[] { 1 });

        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteAsync<double>(B, new[] { 1.0 }));
    }

    [Fact]
    public async Task A_null_in_a_required_column_is_refused()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<int>(A, new int?[] { 1, null }));
    }

    [Fact]
    public async Task A_field_of_no_schema_is_refused()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<int>(new DataField<int>("a"), new[] { 1 }));
    }

    [Fact]
    public async Task Reading_needs_the_right_type_a_long_enough_buffer_and_an_existing_column()
    {
        var file = await TestFiles.WriteAsync(
            Schema,
            CompressionMethod.None,
            [new[] { 1, 2 }, new double?[] { 1, null }]
        );
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using var group = reader.OpenRowGroupReader(0);
        var other = new ParquetSchema(new DataField<int>("c"));

        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<long>(A, new long[2]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<int>(A, new int[1]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<double>(B, new double[2]));
        await Assert.ThrowsAsync<ParquetException>(async () =>
            await group.ReadAsync<int>(other.DataFields[0], new int[2])
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.OpenRowGroupReader(1));
    }

    [Fact]
    public void A_type_outside_the_slice_is_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => new DataField<DateTime>("when"));

        Assert.Contains("System.DateTime", error.Message);
    }

    [Fact]
    public void A_schema_needs_a_field()
    {
        Assert.Throws<ArgumentException>(() => new ParquetSchema());
    }
}

using Parquet.Schema;

namespace Parquet.Tests;

public sealed class MisuseTests
{
    private static readonly ParquetSchema Schema = new(
        new DataField("a", typeof(int)),
        new DataField("b", typeof(string), isNullable: true),
        new DataField("c", typeof(double), isNullable: true)
    );
    private static readonly DataField A = Schema.DataFields[0];
    private static readonly DataField B = Schema.DataFields[1];
    private static readonly DataField C = Schema.DataFields[2];

    [Fact]
    public async Task Columns_must_be_written_in_the_schemas_order()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync(B, ["x"]));

        Assert.Contains("expected 'a", error.Message);
    }

    [Fact]
    public async Task Columns_of_a_row_group_must_have_equally_many_rows()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<int>(A, new[] { 1, 2 });

        await Assert.ThrowsAsync<InvalidOperationException>(() => group.WriteAsync(B, ["x"]));
    }

    [Fact]
    public async Task A_column_too_many_is_refused()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
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

        Assert.EndsWith("b, c", Assert.Throws<InvalidOperationException>(group.CompleteValidate).Message);
    }

    [Fact]
    public async Task Values_must_have_the_columns_type()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync<double>(A, new[] { 1.0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => group.WriteAsync(A, ["1"]));
    }

    [Fact]
    public async Task A_nullable_column_is_not_written_from_values_that_cannot_be_null()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int), isNullable: true));
        await using var writer = await ParquetWriter.CreateAsync(schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            group.WriteAsync<int>(schema.DataFields[0], new[] { 1 })
        );
    }

    [Fact]
    public async Task A_field_of_no_schema_is_refused()
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, new MemoryStream());
        using var group = writer.CreateRowGroup();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            group.WriteAsync<int>(new DataField("a", typeof(int)), new[] { 1 })
        );
    }

    [Fact]
    public async Task Reading_needs_the_right_type_a_long_enough_buffer_and_an_existing_column()
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
        using var file = new TempFile(await TestFiles.WriteAsync(schema, [new[] { 1, 2 }]));
        await using var reader = await ParquetReader.CreateAsync(file.Path);
        using var group = reader.OpenRowGroupReader(0);

        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<double>(A, new double[2]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await group.ReadAsync<int>(A, new int[1]));
        await Assert.ThrowsAsync<ParquetException>(async () => await group.ReadAsync<double>(C, new double?[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.OpenRowGroupReader(1));
    }

    [Fact]
    public async Task A_missing_file_is_reported() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            ParquetReader.CreateAsync(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))
        );

    [Fact]
    public async Task A_stream_that_cannot_be_written_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            ParquetWriter.CreateAsync(Schema, new MemoryStream([], writable: false))
        );

    [Fact]
    public void A_schema_needs_a_field() => Assert.Throws<ArgumentException>(() => new ParquetSchema());

    [Fact]
    public void A_type_that_no_column_can_have_is_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => new DataField("x", typeof(Version)));

        Assert.Contains("System.Version", error.Message);
    }
}

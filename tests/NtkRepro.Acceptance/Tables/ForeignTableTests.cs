using NtkRepro.Data;

namespace NtkRepro.Acceptance.Tables;

/// <summary>Tables that DuckDB writes are read, or refused with the name of what is not supported.</summary>
public sealed class ForeignTableTests : IDisposable
{
    private const int Count = 5000;

    private const string Complete = """
        select i % 3 = 0 as flag, (i % 300 - 150)::integer as whole, (i % 400) / 8.0::double as real, 'é' || (i % 250) as name
        from range(0, 5000) r(i)
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-foreign-").FullName;

    private string FilePath => Path.Combine(folder, "table.parquet");

    private static IEnumerable<Row> Expected =>
        Enumerable.Range(0, Count).Select(i => new Row(i % 3 == 0, (i % 300) - 150, i % 400 / 8.0, $"é{i % 250}"));

    public static TheoryData<string, string, string> Writings =>
        [
            .. from codec in new[] { "uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw" }
            from version in new[] { "v1", "v2" }
            from encoding in new[] { "plain", "dictionary" }
            select (codec, version, encoding),
        ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Without room for a dictionary DuckDB writes plain values in version 1, and delta encodings and the like in version 2.
    [Theory]
    [MemberData(nameof(Writings))]
    public void Every_codec_version_and_encoding_is_read(string codec, string version, string encoding)
    {
        var room = encoding == "dictionary" ? 1000 : 1;

        Copy(
            Complete,
            $"compression {codec}, parquet_version {version}, dictionary_size_limit {room}, row_group_size 2048"
        );

        Assert.Equal(Expected, Table.Read<Row>(FilePath));
    }

    [Fact]
    public void Values_at_the_edges_of_their_types_are_read()
    {
        Copy(
            """
            select * from (values
              (true, (-2147483648)::integer, 'nan'::double, ''), (false, -1, '-inf', 'tab' || chr(9) || 'line' || chr(10)),
              (true, 0, '-0.0', 'Grüße, 世界 🎉'), (false, 2147483647, '4.9406564584124654e-324', repeat('ab', 40000)),
              (true, 7, '1.7976931348623157e308', 'x')) t(flag, whole, real, name)
            """
        );

        var found = Table.Read<Row>(FilePath);

        Row[] expected =
        [
            new(true, int.MinValue, double.NaN, ""),
            new(false, -1, double.NegativeInfinity, "tab\tline\n"),
            new(true, 0, -0d, "Grüße, 世界 🎉"),
            new(false, int.MaxValue, double.Epsilon, string.Concat(Enumerable.Repeat("ab", 40_000))),
            new(true, 7, double.MaxValue, "x"),
        ];
        Assert.Equal(expected, found);
        Assert.True(double.IsNegative(found[2].Real));
    }

    [Fact]
    public void A_table_without_rows_is_read()
    {
        Copy($"select * from ({Complete}) where false");

        Assert.Empty(Table.Read<Row>(FilePath));
    }

    [Fact]
    public void Columns_may_be_more_and_in_another_order()
    {
        Copy($"select name, date '2020-01-01' as day, real, whole, [1, 2] as list, flag from ({Complete})");

        Assert.Equal(Expected, Table.Read<Row>(FilePath));
    }

    [Fact]
    public void A_missing_text_is_empty()
    {
        Copy("select true as flag, 1::integer as whole, 2.5::double as real, null::varchar as name");

        Assert.Equal([new Row(true, 1, 2.5, "")], Table.Read<Row>(FilePath));
    }

    [Theory]
    [InlineData("flag", "boolean")]
    [InlineData("whole", "integer")]
    [InlineData("real", "double")]
    public void A_missing_value_is_refused_by_the_name_of_its_column(string column, string type)
    {
        Copy($"select * replace (case when whole <> 7 then {column} end::{type} as {column}) from ({Complete})");

        AssertRefused($"column '{column}' lacks a value in some row");
    }

    [Theory]
    [InlineData("1::bigint", "Int64")]
    [InlineData("1::tinyint", "SByte")]
    [InlineData("1::uinteger", "UInt32")]
    [InlineData("1.5::float", "Single")]
    [InlineData("1.5::double", "Double")]
    [InlineData("1.5::decimal(9, 2)", "Decimal")]
    [InlineData("date '2020-01-01'", "DateTime")]
    [InlineData("timestamp '2020-01-01 12:00:00'", "DateTime")]
    [InlineData("'x'::varchar", "String")]
    [InlineData("'x'::blob", "Bytes")]
    [InlineData("uuid()", "Guid")]
    public void A_column_of_another_type_is_refused_by_name_and_type(string value, string type)
    {
        Copy($"select true as flag, {value} as whole, 2.5::double as real, 'x' as name");

        AssertRefused($"column 'whole' holds {type}, not Int32");
    }

    [Theory]
    [InlineData("{'inner': 1}")]
    [InlineData("[1, 2]")]
    [InlineData("map {1: 2}")]
    public void A_nested_column_is_refused_by_name(string value)
    {
        Copy($"select true as flag, {value} as whole, 2.5::double as real, 'x' as name");

        AssertRefused("column 'whole' is nested, which is not supported");
    }

    [Fact]
    public void An_encrypted_file_is_refused_as_such()
    {
        // DuckDB encrypts without an extension only when told that the keys need not be strong.
        DuckDb.Run(
            "set force_mbedtls_unsafe = 'true'",
            "pragma add_parquet_key('key', '0123456789112345')",
            $"copy ({Complete}) to '{FilePath}' (format parquet, encryption_config {{footer_key: 'key'}})"
        );

        AssertRefused("it is encrypted, which is not supported");
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        Copy($"{Complete} limit 40");
        var bytes = File.ReadAllBytes(FilePath);

        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            AssertRefused("it cannot be read, damaged or no Parquet file");
        }
    }

    // No digest tells a changed value; but nothing else may come of it than rows or a refusal.
    [Theory]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public void Changed_bytes_of_the_values_are_read_or_refused(string codec)
    {
        Copy($"{Complete} limit 40", $"compression {codec}");
        var bytes = File.ReadAllBytes(FilePath);
        var footer = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        var refused = 0;
        for (var at = 4; at < footer; at++)
        {
            bytes[at] ^= 0xFF;
            File.WriteAllBytes(FilePath, bytes);
            bytes[at] ^= 0xFF;
            try
            {
                Table.Read<Row>(FilePath);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith(FilePath, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.NotEqual(0, refused);
    }

    private void Copy(string query, string options = "compression snappy") =>
        DuckDb.Run($"copy ({query}) to '{FilePath}' (format parquet, {options})");

    private void AssertRefused(string problem)
    {
        var error = Assert.Throws<InvalidDataException>(() => Table.Read<Row>(FilePath));
        Assert.StartsWith($"{FilePath}: {problem}", error.Message, StringComparison.Ordinal);
    }

    private sealed record Row(bool Flag, int Whole, double Real, string Name);
}

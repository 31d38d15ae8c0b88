using System.Globalization;
using System.Text;
using NtkRepro.Data;

namespace NtkRepro.Acceptance.Tables;

/// <summary>
/// DuckDB, which passes over row groups by their smallest and largest values, answers of each kind of table what its values say.
/// </summary>
public sealed class TablePredicateTests : IDisposable
{
    private const int Rows = 9;

    // What a column holds, over and over.
    private static readonly object[][] Contents =
    [
        [-double.NaN, double.NaN, 1d, 2d, double.PositiveInfinity],
        [1d, 2d, -double.NaN],
        [-double.NaN],
        [0d, -0d, 1d],
        [-1d, -0d, 0d],
        [1d, double.NegativeInfinity, double.PositiveInfinity],
        [0.25, -1.5, 3d],
        ["b", "it's", "a"],
        [""],
        [new string('z', 40_000), "a", new string('z', 65)],
        ["🎉", "\uff5e"],
        ["\ud7ff", "ä", "é"],
        [int.MaxValue, 0, int.MinValue],
        [true, false],
        // Beyond 127 a byte with a sign would be negative.
        [(byte)200, (byte)0, (byte)127],
        [byte.MaxValue],
    ];

    // What is asked for, beside the values themselves.
    private static readonly object[] Others =
    [
        double.NaN,
        double.NegativeInfinity,
        double.PositiveInfinity,
        -0d,
        0d,
        "",
        "🎉",
        "\uff5e",
        -1,
        true,
        false,
        (byte)128,
        (byte)0,
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-predicates-").FullName;

    private string FilePath => Path.Combine(folder, "table.parquet");

    public static TheoryData<string> Kinds => [.. RowKind.All.Select(kind => kind.Type.Name)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_column_answers_by_its_values_whatever_they_are(string name)
    {
        var kind = RowKind.All.Single(kind => kind.Type.Name == name);
        for (var shift = 0; shift < Contents.Length / 2; shift += 2)
        {
            var contents = kind.Properties.Select((p, i) => Content(p.PropertyType, i + shift)).ToList();
            kind.Write(
                FilePath,
                [.. Enumerable.Range(0, Rows).Select(row => kind.Create(contents.Select(c => c[row])))]
            );

            AssertAnswers(
                kind.Columns.Zip(contents).SelectMany(column => Questions(Name(column.First), column.Second))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_table_without_rows_answers_that_there_are_none(string name)
    {
        var kind = RowKind.All.Single(kind => kind.Type.Name == name);

        kind.Write(FilePath, []);

        AssertAnswers(
            kind.Columns.SelectMany<string, Question>(column =>
                [
                    new($"select count({Name(column)})::varchar from T", "0"),
                    new($"select min({Name(column)})::varchar from T", null),
                    new($"select max({Name(column)})::varchar from T", null),
                ]
            )
        );
        Assert.Equal(
            [
                ["0"],
            ],
            DuckDb.Query($"select count(*) from parquet_metadata('{FilePath}')").Rows
        );
    }

    [Fact]
    public void A_column_has_bounds_where_these_mislead_nobody()
    {
        var kind = RowKind.All.Single(kind => kind.Type.Name == "RunRow");

        var bounds = Contents.Where(content => content[0] is double or string).Select(content => Bounds(kind, content));

        Assert.Equal(
            [
                (null, null),
                (null, null),
                (null, null),
                (null, null),
                (null, null),
                (double.NegativeInfinity, double.PositiveInfinity),
                (-1.5, 3d),
                ("a", "it's"),
                ("", ""),
                (null, null),
                (null, null),
                ("ä", "\ud7ff"),
            ],
            bounds
        );
    }

    private (object? Smallest, object? Largest) Bounds(RowKind kind, object[] content)
    {
        var at = kind.Properties.ToList().FindIndex(p => p.PropertyType == content[0].GetType());
        kind.Write(
            FilePath,
            [
                .. content.Select(value =>
                    kind.Create(kind.Properties.Select((p, i) => i == at ? value : Content(p.PropertyType, 0)[0]))
                ),
            ]
        );
        return TableFile.Read(
            FilePath,
            reader =>
            {
                var statistics = reader.Metadata!.RowGroups.Single().Columns[at].MetaData!.Statistics!;
                Assert.Equal(0, statistics.NullCount);
                Assert.Equal(Value(statistics.Min), Value(statistics.MinValue));
                Assert.Equal(Value(statistics.Max), Value(statistics.MaxValue));
                return Task.FromResult((Value(statistics.Min), Value(statistics.Max)));
            }
        );

        object? Value(byte[]? bytes) =>
            bytes is null ? null
            : content[0] is double ? BitConverter.ToDouble(bytes)
            : Encoding.UTF8.GetString(bytes);
    }

    private static string Name(string column) => column.Split(' ')[0];

    private static object[] Content(Type type, int i)
    {
        var contents = Contents.Where(content => content[0].GetType() == type).ToList();
        var content = contents[i % contents.Count];
        return [.. Enumerable.Range(0, Rows).Select(row => content[row % content.Length])];
    }

    private static IEnumerable<Question> Questions(string column, object[] values)
    {
        var sorted = values.Order(Comparer<object>.Create(Compare)).ToList();
        yield return new($"select count({column})::varchar from T", Text(Rows));
        yield return new($"select count(*)::varchar from T where {column} is null", "0");
        yield return new($"select count(*)::varchar from T where {column} is not null", Text(Rows));
        yield return new($"select (min({column}) = {Literal(sorted[0])})::varchar from T", "true");
        yield return new($"select (max({column}) = {Literal(sorted[^1])})::varchar from T", "true");
        if (values[0] is double)
        {
            yield return new(
                $"select count(*)::varchar from T where isnan({column})",
                Text(values.Count(value => value is double.NaN))
            );
        }
        foreach (var other in Others.Concat(values).Where(other => other.GetType() == values[0].GetType()).Distinct())
        {
            yield return Count("=", sign => sign == 0);
            yield return Count("<=", sign => sign <= 0);
            yield return Count(">", sign => sign > 0);

            Question Count(string comparison, Func<int, bool> counts) =>
                new(
                    $"select count(*)::varchar from T where {column} {comparison} {Literal(other)}",
                    Text(values.Count(value => counts(Compare(value, other))))
                );
        }
    }

    // As DuckDB compares: -0 equals 0, NaN equals itself and is above all, texts are compared as UTF-8.
    private static int Compare(object one, object other) =>
        (one, other) switch
        {
            (double.NaN, double b) => double.IsNaN(b) ? 0 : 1,
            (double, double.NaN) => -1,
            (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
            (IComparable a, _) => a.CompareTo(other),
            _ => throw new ArgumentException($"no order of {one.GetType()}", nameof(one)),
        };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Literal(object value) =>
        value switch
        {
            double number => string.Create(CultureInfo.InvariantCulture, $"'{number:R}'::double"),
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private void AssertAnswers(IEnumerable<Question> questions)
    {
        var asked = questions.ToList();
        var sql = string.Join(
            " union all ",
            asked.Select((question, i) => $"select {i} as i, ({question.Sql}) as answer")
        );
        var answers = DuckDb.Query(
            $"{sql} order by i".Replace("from T", $"from read_parquet('{FilePath}')", StringComparison.Ordinal)
        );
        Assert.Equal(asked, asked.Zip(answers.Rows, (question, row) => question with { Answer = row[1] }));
    }

    private sealed record Question(string Sql, string? Answer);
}

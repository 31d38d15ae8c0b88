using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>A table with every type and with the values at the edges of their ranges.</summary>
internal static class SampleTable
{
    public static ParquetSchema Schema =>
        new(
            new DataField("flag", typeof(bool)),
            new DataField("whole", typeof(int), isNullable: false),
            new DataField("real", typeof(double), false),
            new DataField("name", typeof(string), isNullable: false),
            new DataField("maybe_name", typeof(string))
        );

    public static Array[] Edges =>
        [
            new[] { true, false, true, false, false },
            new[] { int.MinValue, -1, 0, int.MaxValue, 1 },
            new[] { double.NaN, double.PositiveInfinity, -0d, double.Epsilon, double.NegativeInfinity },
            new[] { "", "tab\tand\nline", "Grüße, 世界 🎉", "\0", "'\"`\\" },
            new[] { null, "", "text", null, "null" },
        ];

    /// <summary>Rows that repeat, rows that do not, and runs of nulls of every length.</summary>
    public static Array[] Make(int rowCount, int seed)
    {
        var random = new Random(seed);
        int[] rows = [.. Enumerable.Range(0, rowCount)];
        // Runs grow with the row number, so that short and long ones, aligned and not, all occur.
        bool[] defined = [.. rows.Select(row => (int)Math.Sqrt(row * 3) % 2 == 0 || random.Next(50) == 0)];
        return
        [
            rows.Select(_ => random.Next(2) == 0).ToArray(),
            rows.Select(row => row / 7 + (random.Next(9) == 0 ? random.Next() : 0)).ToArray(),
            rows.Select(row => row % 2 == 0 ? row % 100 / 8.0 : random.NextDouble()).ToArray(),
            rows.Select(row => $"run-{row % 13}/layer-{random.Next(1000)}").ToArray(),
            rows.Select(row => defined[row] ? new string((char)('a' + row % 26), row % 90) : null).ToArray(),
        ];
    }
}

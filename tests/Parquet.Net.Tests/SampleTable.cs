using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>A table with every type, required and nullable, and with the values at the edges of their ranges.</summary>
internal static class SampleTable
{
    public static ParquetSchema Schema =>
        new(
            new DataField<bool>("flag"),
            new DataField<int>("whole"),
            new DataField<long>("big"),
            new DataField<float>("single"),
            new DataField<double>("real"),
            new DataField("name", typeof(string), isNullable: false),
            new DataField<bool?>("maybe_flag"),
            new DataField<int?>("maybe_whole"),
            new DataField<long?>("maybe_big"),
            new DataField<float?>("maybe_single"),
            new DataField<double?>("maybe_real"),
            new DataField<string>("maybe_name")
        );

    public static Array[] Edges =>
        [
            new[] { true, false, true, false },
            new[] { int.MinValue, -1, 0, int.MaxValue },
            new[] { long.MinValue, -1, 0, long.MaxValue },
            new[] { float.NaN, float.NegativeInfinity, -0f, float.Epsilon },
            new[] { double.NaN, double.PositiveInfinity, -0d, double.Epsilon },
            new[] { "", "tab\tand\nline", "Grüße, 世界 🎉", "\0" },
            new bool?[] { null, true, null, false },
            new int?[] { int.MaxValue, null, int.MinValue, null },
            new long?[] { null, null, null, null },
            new float?[] { 1.5f, -2.25f, 0f, 4f },
            new double?[] { null, double.NaN, 0.1, null },
            new[] { null, "", "text", null },
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
            rows.Select(row => row / 7).ToArray(),
            rows.Select(_ => random.NextInt64()).ToArray(),
            rows.Select(_ => random.NextSingle()).ToArray(),
            rows.Select(row => row % 100 / 8.0).ToArray(),
            rows.Select(row => $"run-{row % 13}/layer-{random.Next(1000)}").ToArray(),
            rows.Select(row => defined[row] ? row % 2 == 0 : (bool?)null).ToArray(),
            rows.Select(row => defined[row] ? row : (int?)null).ToArray(),
            rows.Select(row => row % 2 == 0 ? (long)row * row : (long?)null).ToArray(),
            rows.Select(row => defined[row] ? random.NextSingle() : (float?)null).ToArray(),
            rows.Select(row => row % 1000 == 3 ? (double?)null : random.NextDouble()).ToArray(),
            rows.Select(row => defined[row] ? new string((char)('a' + row % 26), row % 90) : null).ToArray(),
        ];
    }
}

namespace Parquet.Data;

/// <summary>What a file's footer says of one column in one row group. Every part may be absent.</summary>
public class DataColumnStatistics
{
    /// <summary>Creates an instance without any statistic.</summary>
    public DataColumnStatistics() { }

    /// <summary>Creates an instance from its parts.</summary>
    public DataColumnStatistics(long? nullCount, long? distinctCount, object? minValue, object? maxValue)
    {
        NullCount = nullCount;
        DistinctCount = distinctCount;
        MinValue = minValue;
        MaxValue = maxValue;
    }

    /// <summary>Number of nulls.</summary>
    public long? NullCount { get; }

    /// <summary>Number of distinct values; this writer does not count them.</summary>
    public long? DistinctCount { get; }

    /// <summary>Smallest value, as the column's CLR type (text as <see cref="string"/>); NaN is never one.</summary>
    public object? MinValue { get; }

    /// <summary>Largest value, as the column's CLR type (text as <see cref="string"/>); NaN is never one.</summary>
    public object? MaxValue { get; }
}

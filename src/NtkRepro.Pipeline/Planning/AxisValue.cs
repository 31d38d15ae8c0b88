namespace NtkRepro.Pipeline;

/// <summary>One value of an axis: its canonical text, its number when the axis is numeric, and where it was written.</summary>
internal sealed record AxisValue(string Text, decimal? Number, SourceLocation Location) : IComparable<AxisValue>
{
    /// <summary>Numbers by size, texts by code point.</summary>
    public int CompareTo(AxisValue? other) =>
        Number is { } a && other?.Number is { } b ? a.CompareTo(b) : string.CompareOrdinal(Text, other?.Text);

    public static bool operator <(AxisValue left, AxisValue right) => left.CompareTo(right) < 0;

    public static bool operator >(AxisValue left, AxisValue right) => left.CompareTo(right) > 0;

    public static bool operator <=(AxisValue left, AxisValue right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AxisValue left, AxisValue right) => left.CompareTo(right) >= 0;
}

namespace ScottPlot;

/// <summary>Where in (or from) a rectangle something is placed: column plus three times row.</summary>
public enum Alignment
{
    UpperLeft = 0,
    UpperCenter = 1,
    MiddleLeft = 3,
    MiddleCenter = 4,
    MiddleRight = 5,
    LowerCenter = 7,
    LowerRight = 8,
}

/// <summary>A side of the data area.</summary>
public enum Edge
{
    Left,
    Right,
    Bottom,
    Top,
}

public enum MarkerShape
{
    None = 0,
    FilledCircle = 1,
    OpenCircle = 2,
    FilledSquare = 3,
    OpenSquare = 4,
    FilledTriangleUp = 5,
    OpenTriangleUp = 6,
    FilledTriangleDown = 7,
    FilledDiamond = 9,
    OpenDiamond = 10,
}

internal static class EnumExtensions
{
    /// <summary>0 at the left edge, 1 at the right edge.</summary>
    public static float HorizontalFraction(this Alignment alignment) => (int)alignment % 3 / 2f;

    /// <summary>0 at the lower edge, 1 at the upper edge.</summary>
    public static float VerticalFraction(this Alignment alignment) => 1 - ((int)alignment / 3 / 2f);

    /// <summary>Whether an axis on this side runs from left to right.</summary>
    public static bool IsHorizontal(this Edge edge) => edge is Edge.Bottom or Edge.Top;
}

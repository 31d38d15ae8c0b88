namespace ScottPlot;

/// <summary>Where in (or from) a rectangle something is placed.</summary>
public enum Alignment
{
    UpperLeft,
    UpperCenter,
    UpperRight,
    MiddleLeft,
    MiddleCenter,
    MiddleRight,
    LowerLeft,
    LowerCenter,
    LowerRight,
}

/// <summary>A side of the data area.</summary>
public enum Edge
{
    Left,
    Right,
    Bottom,
    Top,
}

public enum Orientation
{
    Horizontal,
    Vertical,
}

public enum MarkerShape
{
    None,
    FilledCircle,
    OpenCircle,
    FilledSquare,
    OpenSquare,
    FilledTriangleUp,
    OpenTriangleUp,
    FilledTriangleDown,
    OpenTriangleDown,
    FilledDiamond,
    OpenDiamond,
    Eks,
    Cross,
    VerticalBar,
    HorizontalBar,
    TriUp,
    TriDown,
    Asterisk,
    HashTag,
    OpenCircleWithDot,
    OpenCircleWithCross,
    OpenCircleWithEks,
}

public static class AlignmentExtensions
{
    /// <summary>0 at the left edge, 1 at the right edge.</summary>
    public static float HorizontalFraction(this Alignment alignment) => (int)alignment % 3 / 2f;

    /// <summary>0 at the lower edge, 1 at the upper edge.</summary>
    public static float VerticalFraction(this Alignment alignment) => 1 - ((int)alignment / 3 / 2f);
}

public static class EdgeExtensions
{
    /// <summary>Whether an axis on this side runs from left to right.</summary>
    public static bool IsHorizontal(this Edge edge) => edge is Edge.Bottom or Edge.Top;

    /// <summary>Whether an axis on this side runs from bottom to top.</summary>
    public static bool IsVertical(this Edge edge) => edge is Edge.Left or Edge.Right;
}

public static class MarkerShapeExtensions
{
    /// <summary>Whether the shape is drawn by strokes alone, in the marker's line color and width.</summary>
    public static bool IsLineOnly(this MarkerShape shape) =>
        shape
            is not (
                MarkerShape.None
                or MarkerShape.FilledCircle
                or MarkerShape.FilledSquare
                or MarkerShape.FilledTriangleUp
                or MarkerShape.FilledTriangleDown
                or MarkerShape.FilledDiamond
            );
}

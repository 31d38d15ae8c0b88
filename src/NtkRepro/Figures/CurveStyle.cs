namespace NtkRepro.Figures;

/// <summary>What a point is drawn as.</summary>
public enum Marker
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle that points up.</summary>
    TriangleUp,

    /// <summary>A filled diamond.</summary>
    Diamond,

    /// <summary>A filled triangle that points down.</summary>
    TriangleDown,

    /// <summary>A circle's outline.</summary>
    OpenCircle,

    /// <summary>A square's outline.</summary>
    OpenSquare,

    /// <summary>The outline of a triangle that points up.</summary>
    OpenTriangleUp,

    /// <summary>A diamond's outline.</summary>
    OpenDiamond,
}

/// <summary>How a line is broken.</summary>
public enum Dash
{
    /// <summary>It is not.</summary>
    Solid,

    /// <summary>Into short strokes.</summary>
    DenselyDashed,

    /// <summary>Into dots.</summary>
    Dotted,

    /// <summary>Into long strokes.</summary>
    Dashed,
}

/// <summary>How a curve looks: colour, marker and dash all differ, so that it is known in grey too.</summary>
/// <param name="Color">As hexadecimal RGB, <c>#0072B2</c>.</param>
/// <param name="Marker">At each point.</param>
/// <param name="Dash">Of the line.</param>
public sealed record CurveStyle(string Color, Marker Marker, Dash Dash);

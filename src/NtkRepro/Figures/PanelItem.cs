namespace NtkRepro.Figures;

/// <summary>What lies in a panel, in the units of its axes. Items are drawn in their order.</summary>
/// <param name="Name">In the legend; empty where it has no entry.</param>
public abstract record PanelItem(string Name)
{
    /// <summary>Which items the legend shows and hides together; by default those of one name.</summary>
    public string Group { get; init; } = Name;

    /// <summary>Whether it is shown only when it is asked for; paper shows everything.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>A curve through means, with the range about each where there is one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Style">Its look.</param>
/// <param name="Points">In order; the curve breaks where one is missing.</param>
/// <param name="IsBand">Whether ranges are a band, as where curves are many or long, instead of bars.</param>
public sealed record Curve(string Name, CurveStyle Style, IReadOnlyList<CurvePoint> Points, bool IsBand)
    : PanelItem(Name);

/// <summary>A level across the panel: the mean of its values, and their range behind it where there are several.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">At least one, finite.</param>
/// <param name="IsDashed">Whether it is dashed, instead of dotted.</param>
public sealed record Level(string Name, IReadOnlyList<double> Values, bool IsDashed) : PanelItem(Name);

/// <summary>A place of the horizontal axis, marked over the whole height.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Where it is.</param>
public sealed record Place(string Name, double X) : PanelItem(Name);

/// <summary>A thin line at zero, where the sign is what matters.</summary>
public sealed record ZeroLine() : PanelItem("");

/// <summary>A run through a plane.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Style">Its look; the marker is at its end.</param>
/// <param name="Width">Of the line, pixels.</param>
/// <param name="Points">In order.</param>
/// <param name="Source">The pipeline's instance that it comes from; empty where that is not known.</param>
public sealed record RunPath(string Name, CurveStyle Style, float Width, IReadOnlyList<PathPoint> Points, string Source)
    : PanelItem(Name);

/// <summary>A point of a run.</summary>
/// <param name="X">Horizontally.</param>
/// <param name="Y">Vertically.</param>
/// <param name="Label">Which it is: <c>epoch 3</c>.</param>
public sealed record PathPoint(double X, double Y, string Label);

/// <summary>Where runs start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Horizontally.</param>
/// <param name="Y">Vertically.</param>
public sealed record StartMark(string Name, double X, double Y) : PanelItem(Name);

/// <summary>Points that no line joins.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Style">Their look.</param>
/// <param name="Points">The points.</param>
public sealed record Dots(string Name, CurveStyle Style, IReadOnlyList<Dot> Points) : PanelItem(Name)
{
    /// <summary>What the labels beside the points say, a sentence; empty where there are none.</summary>
    public string LabelNote { get; init; } = "";
}

/// <summary>One of them.</summary>
/// <param name="X">Horizontally.</param>
/// <param name="Y">Vertically.</param>
/// <param name="Label">Beside it, where there is room; may be empty.</param>
/// <param name="Note">What else is known of it, and the instances that it comes from.</param>
public sealed record Dot(double X, double Y, string Label, string Note);

/// <summary>Which colours stand for which values.</summary>
public enum ColorScale
{
    /// <summary>From dark for little to light for much.</summary>
    Viridis,

    /// <summary>Blue below the middle, white there, vermilion above it.</summary>
    Diverging,
}

/// <summary>A heat map, with a bar that says which colour is which value.</summary>
/// <param name="Label">What the values are.</param>
/// <param name="Cells">In the order in which they are drawn.</param>
/// <param name="Colors">From the least value to the greatest.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest.</param>
public sealed record HeatMap(string Label, IReadOnlyList<Cell> Cells, ColorScale Colors, double Low, double High)
    : PanelItem("");

/// <summary>A cell of a heat map.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Value">What its colour says.</param>
/// <param name="Note">What is known of it, and the instances that it comes from; may be empty.</param>
public sealed record Cell(double Left, double Right, double Bottom, double Top, double Value, string Note)
{
    /// <summary>Whether it is grey, for its value is no evidence.</summary>
    public bool IsGrey { get; init; }

    /// <summary>What stands in it; empty where nothing does.</summary>
    public string Text { get; init; } = "";

    /// <summary>What stands below that, small.</summary>
    public string Small { get; init; } = "";

    /// <summary>The middle, horizontally.</summary>
    public double X => Left + ((Right - Left) / 2);

    /// <summary>The middle, vertically.</summary>
    public double Y => Bottom + ((Top - Bottom) / 2);
}

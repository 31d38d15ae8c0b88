namespace ScottPlot;

/// <summary>How data points are marked: shape, diameter in pixels (0 draws none) and colors.</summary>
public sealed class MarkerStyle
{
    public MarkerStyle() { }

    public MarkerStyle(MarkerShape shape, float size)
        : this(shape, size, Colors.Gray) { }

    public MarkerStyle(MarkerShape shape, float size, Color color)
    {
        Shape = shape;
        Size = size;
        LineColor = color;
        FillColor = shape.IsLineOnly() ? Colors.Transparent : color;
        LineWidth = shape.IsLineOnly() ? 2 : 1;
    }

    public static MarkerStyle Default => new(MarkerShape.FilledCircle, 5);
    public static MarkerStyle None => new(MarkerShape.None, 0);

    public bool IsVisible { get; set; } = true;
    public MarkerShape Shape { get; set; }
    public float Size { get; set; }

    /// <summary>The color of both the filled and the stroked shapes.</summary>
    public Color MarkerColor
    {
        get => LineColor;
        set
        {
            FillColor = value;
            LineColor = value;
        }
    }

    /// <summary>The strokes of the shapes that are made of lines.</summary>
    public LineStyle LineStyle { get; set; } = new(1);

    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public Color LineColor
    {
        get => LineStyle.Color;
        set => LineStyle.Color = value;
    }

    /// <summary>The inside of the filled shapes.</summary>
    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor
    {
        get => FillStyle.Color;
        set => FillStyle.Color = value;
    }

    /// <summary>The edge of the filled shapes; none by default.</summary>
    public LineStyle OutlineStyle { get; set; } = new(0);

    internal bool CanBeRendered => IsVisible && Size > 0 && Shape != MarkerShape.None;
}

namespace ScottPlot;

/// <summary>A text and how it is set. Sizes are in pixels, rotation in degrees clockwise.</summary>
public sealed class LabelStyle
{
    internal LabelStyle() { }

    /// <summary>The place of the label's box that lies on the point at which the label is drawn.</summary>
    public Alignment Alignment { get; set; } = Alignment.UpperLeft;

    public float Rotation { get; set; }
    public float FontSize { get; set; } = 12;
    public bool Bold { get; set; }

    /// <summary>The text; a line feed starts a new line.</summary>
    internal string Text { get; set; } = string.Empty;

    internal Color ForeColor { get; set; } = Colors.Black;
}

/// <summary>What things with a label have in common: shortcuts to the properties of its style.</summary>
public abstract class LabelStyleProperties
{
    private protected LabelStyleProperties(LabelStyle style)
    {
        LabelStyle = style;
    }

    public string LabelText
    {
        get => LabelStyle.Text;
        set => LabelStyle.Text = value;
    }

    public float LabelFontSize
    {
        get => LabelStyle.FontSize;
        set => LabelStyle.FontSize = value;
    }

    public Color LabelFontColor
    {
        get => LabelStyle.ForeColor;
        set => LabelStyle.ForeColor = value;
    }

    internal LabelStyle LabelStyle { get; }
}

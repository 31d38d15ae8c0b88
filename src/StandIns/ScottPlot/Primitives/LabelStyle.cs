namespace ScottPlot;

/// <summary>A text and how it is set. Sizes are in pixels, rotation in degrees clockwise.</summary>
public sealed class LabelStyle
{
    public bool IsVisible { get; set; } = true;

    /// <summary>The text; a line feed starts a new line.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>The place of the label's box that lies on the point at which the label is drawn.</summary>
    public Alignment Alignment { get; set; } = Alignment.UpperLeft;

    public float Rotation { get; set; }
    public Color ForeColor { get; set; } = Colors.Black;
    public Color BackgroundColor { get; set; } = Colors.Transparent;
    public Color BorderColor { get; set; } = Colors.Transparent;
    public float BorderWidth { get; set; } = 1;

    /// <summary>The font's family; where it is missing, another sans-serif takes its place.</summary>
    public string FontName { get; set; } = Rendering.SvgDocument.FontName;

    public float FontSize { get; set; } = 12;
    public bool Bold { get; set; }
    public bool Italic;

    /// <summary>Space between the text and the edge of its box.</summary>
    public PixelPadding PixelPadding { get; set; }

    /// <summary>Sets <see cref="PixelPadding"/> on all four sides; cannot be read.</summary>
    public float Padding
    {
        set => PixelPadding = new(value);
    }

    public float OffsetX;
    public float OffsetY;
}

/// <summary>What plottables with a label have in common: shortcuts to the properties of its style.</summary>
public abstract class LabelStyleProperties
{
    public abstract LabelStyle LabelStyle { get; set; }

    public string LabelText
    {
        get => LabelStyle.Text;
        set => LabelStyle.Text = value;
    }

    public Alignment LabelAlignment
    {
        get => LabelStyle.Alignment;
        set => LabelStyle.Alignment = value;
    }

    public float LabelRotation
    {
        get => LabelStyle.Rotation;
        set => LabelStyle.Rotation = value;
    }

    public float LabelFontSize
    {
        get => LabelStyle.FontSize;
        set => LabelStyle.FontSize = value;
    }

    public bool LabelBold
    {
        get => LabelStyle.Bold;
        set => LabelStyle.Bold = value;
    }

    public Color LabelFontColor
    {
        get => LabelStyle.ForeColor;
        set => LabelStyle.ForeColor = value;
    }

    public Color LabelBackgroundColor
    {
        get => LabelStyle.BackgroundColor;
        set => LabelStyle.BackgroundColor = value;
    }

    public Color LabelBorderColor
    {
        get => LabelStyle.BorderColor;
        set => LabelStyle.BorderColor = value;
    }

    public float LabelPadding
    {
        set => LabelStyle.Padding = value;
    }
}

namespace ScottPlot.Rendering;

/// <summary>Draws labels: text with its box, placed and rotated about a point.</summary>
internal static class LabelDrawing
{
    public static (float Width, float Height) BoxSize(LabelStyle style)
    {
        var (width, height) = TextMetrics.Measure(style.Text, style);
        return (width + style.PixelPadding.Horizontal, height + style.PixelPadding.Vertical);
    }

    /// <summary>Draws a label so that the place of its box that <paramref name="alignment"/> names is at a point.</summary>
    public static void Draw(SvgDocument svg, LabelStyle style, double x, double y, Alignment alignment)
    {
        if (!style.IsVisible || string.IsNullOrEmpty(style.Text))
            return;

        x += style.OffsetX;
        y += style.OffsetY;
        if (style.Rotation != 0)
        {
            var angle = SvgDocument.Number(style.Rotation);
            svg.BeginGroup($"transform=\"rotate({angle} {SvgDocument.Number(x)} {SvgDocument.Number(y)})\"");
        }

        var (width, height) = BoxSize(style);
        var right = alignment.HorizontalFraction();
        var left = x - (width * right);
        var top = y - (height * (1 - alignment.VerticalFraction()));
        PixelRect box = new((float)left, (float)(left + width), (float)(top + height), (float)top);
        svg.Rectangle(box, new(style.BackgroundColor), new(style.BorderWidth, style.BorderColor));

        // The text hangs from the side it is aligned to, so that a font of other widths than assumed does not displace it.
        var padding = style.PixelPadding;
        var anchor = right switch
        {
            0 => "start",
            1 => "end",
            _ => "middle",
        };
        var textX = x + (padding.Left * (1 - right)) - (padding.Right * right);
        var baseline = top + padding.Top + (style.FontSize * TextMetrics.Baseline);
        foreach (var line in TextMetrics.Lines(style.Text))
        {
            svg.Text(line, textX, baseline, anchor, style);
            baseline += style.FontSize * TextMetrics.LineHeight;
        }

        if (style.Rotation != 0)
            svg.EndGroup();
    }

    /// <summary>Draws a label in a smaller size where it would be longer than <paramref name="space"/> pixels.</summary>
    public static void DrawFitting(
        SvgDocument svg,
        LabelStyle style,
        double x,
        double y,
        Alignment alignment,
        float space
    )
    {
        var size = style.FontSize;
        var width = TextMetrics.Measure(style.Text, style).Width;
        if (width > space && space > 0)
            style.FontSize *= space / width;
        Draw(svg, style, x, y, alignment);
        style.FontSize = size;
    }
}

namespace ScottPlot.Rendering;

/// <summary>Draws text, placed and rotated about a point.</summary>
internal static class LabelDrawing
{
    /// <summary>Draws text so that the place of its box that <paramref name="alignment"/> names is at a point.</summary>
    public static void Draw(SvgDocument svg, LabelStyle style, string text, double x, double y, Alignment alignment)
    {
        if (string.IsNullOrEmpty(text))
            return;

        if (style.Rotation != 0)
        {
            var angle = SvgDocument.Number(style.Rotation);
            svg.BeginGroup($"transform=\"rotate({angle} {SvgDocument.Number(x)} {SvgDocument.Number(y)})\"");
        }

        // The text hangs from the side it is aligned to, so that a font of other widths than assumed does not displace it.
        var anchor = alignment.HorizontalFraction() switch
        {
            0 => "start",
            1 => "end",
            _ => "middle",
        };
        var top = y - (TextMetrics.Measure(text, style).Height * (1 - alignment.VerticalFraction()));
        var baseline = top + (style.FontSize * TextMetrics.Baseline);
        foreach (var line in TextMetrics.Lines(text))
        {
            svg.Text(line, x, baseline, anchor, style);
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
        Draw(svg, style, style.Text, x, y, alignment);
        style.FontSize = size;
    }
}

using System.Globalization;
using ScottPlot;
using ScottPlot.Colormaps;

namespace NtkRepro.Figures;

/// <summary>The look that all figures share. Sizes are in pixels.</summary>
internal static class Theme
{
    public const int PanelWidth = 440;
    public const int PanelHeight = 350;
    public const float TitleSize = 15;
    public const float LabelSize = 13.5f;
    public const float TickSize = 12.5f;
    public const float LegendSize = 12.5f;

    /// <summary>A line in a legend: a dash at each end, and one that the marker covers.</summary>
    public const float LegendSymbol = 30;

    public const float LineWidth = 2;
    public const float MarkerSize = 7;

    /// <summary>Room for the ticks and the label of a vertical axis, so that the panels of a column line up.</summary>
    public const float AxisWidth = 62;

    /// <summary>The part of a band's colour that covers what is behind it.</summary>
    public const double BandOpacity = 0.2;

    /// <summary>Grey, of a cell whose value is no evidence.</summary>
    public const string NoEvidenceColor = "#E8E8E8";

    /// <summary>The ends of the colours that diverge from white.</summary>
    public const string Below = "#0A5490";

    /// <summary>The other end.</summary>
    public const string Above = "#A83A00";

    // Okabe and Ito's colours, which colour-blind readers can tell apart.
    private static readonly CurveStyle[] Styles =
    [
        new("#0072B2", Marker.Circle, Dash.Solid),
        new("#D55E00", Marker.Square, Dash.DenselyDashed),
        new("#009E73", Marker.TriangleUp, Dash.Dotted),
        new("#CC79A7", Marker.Diamond, Dash.Dashed),
        new("#56B4E9", Marker.TriangleDown, Dash.Solid),
        new("#E69F00", Marker.OpenCircle, Dash.DenselyDashed),
    ];

    // Of markers, in their order: the first is none.
    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.None,
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown,
        MarkerShape.OpenCircle,
        MarkerShape.OpenSquare,
        MarkerShape.OpenTriangleUp,
        MarkerShape.OpenDiamond,
    ];

    private static readonly LinePattern[] Patterns =
    [
        LinePattern.Solid,
        LinePattern.DenselyDashed,
        LinePattern.Dotted,
        LinePattern.Dashed,
    ];

    static Theme() => FigureFont.Use();

    /// <summary>The colour of a cell whose value is no evidence.</summary>
    public static Color NoEvidence { get; } = Color.FromHex(NoEvidenceColor);

    /// <summary>The colour of what is not a measurement: levels, notes, ranges.</summary>
    public static Color Aside { get; } = Color.FromHex("#666666");

    /// <summary>The style of the i-th of several things without an order.</summary>
    public static CurveStyle Series(int i) => Styles[i % Styles.Length];

    /// <summary>The style of the i-th of <paramref name="count"/> things in an order: dark is early, light is late.</summary>
    public static CurveStyle Ordered(int i, int count) =>
        new(
            // The last tenth of the map is too light for a line on white.
            new Viridis()
                .GetColor(count < 2 ? 0 : 0.9 * i / (count - 1))
                .ToHex(),
            (Marker)(1 + (i % (Shapes.Length - 1))),
            Dash.Solid
        );

    /// <summary>A style's colour as ScottPlot has it.</summary>
    public static Color ColorOf(CurveStyle style) => Color.FromHex(style.Color);

    /// <summary>A marker as ScottPlot has it.</summary>
    public static MarkerShape ShapeOf(Marker marker) => Shapes[(int)marker];

    /// <summary>A dash as ScottPlot has it.</summary>
    public static LinePattern PatternOf(Dash dash) => Patterns[(int)dash];

    /// <summary>The colours of a heat map.</summary>
    public static IColormap MapOf(ColorScale colors) => colors == ColorScale.Viridis ? new Viridis() : Diverging();

    /// <summary>A number as a reader would write it.</summary>
    public static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The height of a legend below a panel: it is laid out in cells as wide as the longest name.</summary>
    public static float LegendHeight(Legend legend, float width)
    {
        const float space = 14;
        const float margin = 40;
        var names = legend.GetItems().Select(item => FigureFont.Width(item.LabelText, LegendSize)).ToList();
        if (names.Count == 0)
            return 0;
        var cell = legend.SymbolWidth + legend.SymbolPadding + names.Max() + space;
        var perRow = Math.Max(1, (int)((width - margin) / cell));
        var rows = (names.Count + perRow - 1) / perRow;
        return (rows * ((LegendSize * 1.2f) + 4)) + 16;
    }

    /// <summary>A plot without data in the shared look.</summary>
    public static Plot NewPlot(string title, string xLabel, string yLabel)
    {
        var plot = new Plot();
        plot.Title(title, TitleSize);
        plot.XLabel(xLabel, LabelSize);
        plot.YLabel(yLabel, LabelSize);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TickSize;
        }
        plot.Axes.Bottom.TickGenerator = LinearTicks.New();
        plot.Axes.Left.TickGenerator = LinearTicks.New();
        plot.Axes.Left.MinimumSize = AxisWidth;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.MinimumSize = 12;
        plot.Grid.MajorLineColor = Colors.Black.WithOpacity(0.08);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.FontSize = LegendSize;
        plot.Legend.SymbolWidth = LegendSymbol;
        return plot;
    }

    // In steps too fine to be seen.
    private static CustomPalette Diverging()
    {
        const int half = 100;
        var (low, high) = (Color.FromHex(Below), Color.FromHex(Above));
        return new([
            .. Enumerable
                .Range(-half, (2 * half) + 1)
                .Select(i => Between(i < 0 ? low : high, Math.Abs(i) / (double)half)),
        ]);

        static Color Between(Color end, double share) => new(Mix(end.R, share), Mix(end.G, share), Mix(end.B, share));

        static byte Mix(byte end, double share) => (byte)Math.Round(255 + ((end - 255) * share));
    }
}

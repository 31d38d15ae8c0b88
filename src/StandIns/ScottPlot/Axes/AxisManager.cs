using ScottPlot.AxisPanels;
using ScottPlot.Grids;
using ScottPlot.Panels;

namespace ScottPlot;

/// <summary>The axes of a plot, their limits, and the panels around the data area.</summary>
public sealed partial class AxisManager
{
    private readonly Plot _plot;
    private readonly List<IXAxis> _xAxes = [new BottomAxis(), new TopAxis()];
    private readonly List<IYAxis> _yAxes = [new LeftAxis(), new RightAxis()];
    private readonly List<IPanel> _panels = [];

    public AxisManager(Plot plot)
    {
        _plot = plot;
        DefaultGrid = new(Bottom, Left);
    }

    public TitlePanel Title { get; } = new();
    public DefaultGrid DefaultGrid { get; set; }

    public IXAxis Bottom => _xAxes.First(axis => axis.Edge == Edge.Bottom);
    public IXAxis Top => _xAxes.First(axis => axis.Edge == Edge.Top);
    public IYAxis Left => _yAxes.First(axis => axis.Edge == Edge.Left);

    /// <summary>The axis at the right. It has limits and ticks once a plottable is drawn on it or they are set.</summary>
    public IYAxis Right => _yAxes.First(axis => axis.Edge == Edge.Right);

    public IEnumerable<IAxis> GetAxes() => [.. _xAxes, .. _yAxes];

    public IPanel[] GetPanels() => [.. GetAxes(), .. _panels, Title];

    /// <summary>Adds a panel outside of the axis at its side.</summary>
    public void AddPanel(IPanel panel) => _panels.Add(panel);

    /// <summary>Gives all axes and the title one color.</summary>
    public void Color(Color color)
    {
        foreach (var axis in GetAxes().OfType<AxisBase>())
            axis.Color(color);
        Title.Label.ForeColor = color;
    }

    /// <summary>Shows or hides the line of every axis along the data area.</summary>
    public void Frame(bool enable)
    {
        foreach (var axis in GetAxes())
            axis.FrameLineStyle.IsVisible = enable;
    }

    internal void ReplaceMissingAxes()
    {
        foreach (var axes in _plot.PlottableList.Select(plottable => plottable.Axes))
        {
            axes.XAxis ??= Bottom;
            axes.YAxis ??= Left;
        }
    }
}

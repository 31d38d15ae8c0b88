namespace ScottPlot;

/// <summary>Something at a side of the data area: an axis, a title, a color bar, a legend.</summary>
public interface IPanel
{
    bool IsVisible { get; set; }

    /// <summary>The least space the panel takes across its side, in pixels.</summary>
    float MinimumSize { get; set; }
}

/// <summary>An axis: limits, ticks and a label.</summary>
public interface IAxis : IPanel
{
    LabelStyle Label { get; }
    LabelStyle TickLabelStyle { get; set; }
    LineStyle FrameLineStyle { get; }
    ITickGenerator TickGenerator { get; set; }

    /// <summary>Places labeled ticks by hand.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    void SetTicks(double[] xs, string[] labels);
}

/// <summary>An axis at the bottom or at the top.</summary>
public interface IXAxis : IAxis;

/// <summary>An axis at the left or at the right.</summary>
public interface IYAxis : IAxis;

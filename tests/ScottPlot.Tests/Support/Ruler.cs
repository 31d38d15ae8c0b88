namespace ScottPlot.Tests.Support;

/// <summary>Two points of a plot with known coordinates, from which the coordinates of all pixels follow.</summary>
internal sealed class Ruler
{
    /// <summary>Of pixels: markers may be drawn at whole ones.</summary>
    public const double Tolerance = 1.5;

    private const string FirstColor = "#fedcb1";
    private const string SecondColor = "#fedcb2";
    private readonly (double X, double Y) _first;
    private readonly (double X, double Y) _second;

    public Ruler(Plot plot, double x1, double y1, double x2, double y2)
    {
        (_first, _second) = ((x1, y1), (x2, y2));
        plot.Add.ScatterPoints([x1], [y1], Color.FromHex(FirstColor));
        plot.Add.ScatterPoints([x2], [y2], Color.FromHex(SecondColor));
    }

    /// <summary>The pixel of a place on the horizontal axis.</summary>
    public double X(Picture picture, double x)
    {
        var (a, b) = Ends(picture);
        return a.X + ((x - _first.X) / (_second.X - _first.X) * (b.X - a.X));
    }

    /// <summary>The pixel of a place on the vertical axis.</summary>
    public double Y(Picture picture, double y)
    {
        var (a, b) = Ends(picture);
        return a.Y + ((y - _first.Y) / (_second.Y - _first.Y) * (b.Y - a.Y));
    }

    /// <summary>Fails unless a shape ends at the given coordinates.</summary>
    public void AssertBounds(Picture picture, Shape shape, double left, double right, double bottom, double top)
    {
        Assert.Equal(X(picture, left), shape.Left, Tolerance);
        Assert.Equal(X(picture, right), shape.Right, Tolerance);
        Assert.Equal(Y(picture, bottom), shape.Bottom, Tolerance);
        Assert.Equal(Y(picture, top), shape.Top, Tolerance);
    }

    private static (Shape First, Shape Second) Ends(Picture picture) =>
        (Assert.Single(picture.In(FirstColor)), Assert.Single(picture.In(SecondColor)));
}

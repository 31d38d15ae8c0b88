using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>What can be pointed at on a panel.</summary>
/// <param name="Series">The number of its curve.</param>
/// <param name="Shape">What the pointer or the keyboard finds, without its text.</param>
/// <param name="Text">What is then said.</param>
internal sealed record Mark(int Series, XElement Shape, string Text);

/// <summary>Makes the layer over a panel that says the values of its points.</summary>
internal static class Marks
{
    // Of a long curve not every point: they would lie on one another.
    private const double Apart = 6;
    private const double Radius = 6.5;

    /// <summary>A mark on each point of the curves, exactly where it was drawn.</summary>
    /// <param name="points">What the panel shows.</param>
    /// <param name="panel">The panel as it was drawn.</param>
    public static IReadOnlyList<Mark> OnCurves(PanelPoints points, DrawnPanel panel)
    {
        var series = points.Series.Where(s => s.Points.Count > 0).ToList();
        var numbers = series.ConvertAll(s =>
            (IReadOnlyList<Place>)[.. s.Points.Select(p => new Place(points.X.OnAxis(p.X), points.Y.OnAxis(p.Y)))]
        );
        var marks = new List<Mark>();
        for (var s = 0; s < series.Count; s++)
        {
            var last = new Place(double.NegativeInfinity, 0);
            for (var i = 0; i < numbers[s].Count; i++)
            {
                var place = panel.At(numbers[s][i]);
                if (!panel.Shows(place))
                    continue;
                if (numbers[s].Count > 100 && Math.Abs(place.X - last.X) + Math.Abs(place.Y - last.Y) < Apart)
                    continue;
                last = place;
                marks.Add(new Mark(s, Circle(place), series[s].Points[i].Text));
            }
        }
        return marks;
    }

    /// <summary>The layer; null where there is nothing to say.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="panel">The panel below.</param>
    public static XElement? Layer(IReadOnlyList<Mark> marks, DrawnPanel panel) =>
        marks.Count == 0
            ? null
            : Shape(
                "svg",
                Is("class", "points"),
                Is("role", "group"),
                Is(
                    "aria-label",
                    $"{panel.Name}: {Numbers.Of(marks.Count, "point")}; arrow keys go from one to the next"
                ),
                Is("viewBox", panel.Box.ViewBox),
                marks.Select(Of)
            );

    public static XElement Circle(Place place, double radius = Radius) =>
        Shape("circle", Is("cx", Pixels.Text(place.X)), Is("cy", Pixels.Text(place.Y)), Is("r", Pixels.Text(radius)));

    private static XElement Of(Mark mark)
    {
        mark.Shape.Add(
            Is("role", "img"),
            Is("data-point", ""),
            Is("data-series", mark.Series),
            Shape("title", mark.Text)
        );
        return mark.Shape;
    }
}

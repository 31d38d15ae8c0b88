using System.Globalization;
using System.Xml.Linq;

namespace NtkRepro.Report.Html;

/// <summary>A rectangle of a figure, in its pixels.</summary>
internal sealed record Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public string ViewBox => string.Join(' ', new[] { Left, Top, Width, Height }.Select(Pixels.Text));

    public bool Holds(Box other) =>
        other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>The rectangle of an SVG <c>rect</c>; null where it has no size.</summary>
    public static Box? Of(XElement rect) =>
        Pixels.Of(rect, "width") is { } width && Pixels.Of(rect, "height") is { } height
            ? new Box(Pixels.Of(rect, "x") ?? 0, Pixels.Of(rect, "y") ?? 0, width, height)
            : null;
}

/// <summary>Reads and writes coordinates.</summary>
internal static class Pixels
{
    public static double? Of(XElement element, string attribute) =>
        double.TryParse(
            element.Attribute(attribute)?.Value,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var n
        )
            ? n
            : null;

    public static string Text(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture);
}

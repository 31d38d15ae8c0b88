using System.Globalization;

namespace NtkRepro.Reporting.Html;

/// <summary>A rectangle of a figure, in its pixels.</summary>
internal sealed record Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public string ViewBox => string.Join(' ', new[] { Left, Top, Width, Height }.Select(Pixels.Text));
}

/// <summary>Writes coordinates.</summary>
internal static class Pixels
{
    public static string Text(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture);
}

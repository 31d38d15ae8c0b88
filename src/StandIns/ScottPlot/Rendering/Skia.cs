using System.Runtime.InteropServices;
using ScottPlot.Rendering;

// The three types of SkiaSharp, a dependency of ScottPlot, that drawing several plots onto one SVG image takes.
namespace SkiaSharp;

/// <summary>A rectangle in pixels.</summary>
[StructLayout(LayoutKind.Auto)]
public struct SKRect(float left, float top, float right, float bottom)
{
    internal readonly float Width => right - left;
    internal readonly float Height => bottom - top;
}

/// <summary>An image being drawn; it is complete when disposed.</summary>
public sealed class SKCanvas : IDisposable
{
    private Stream? _destination;

    internal SKCanvas(float width, float height, Stream destination)
    {
        Svg = new SvgDocument(width, height);
        _destination = destination;
    }

    internal SvgDocument Svg { get; }

    public void Dispose()
    {
        _destination?.Write(System.Text.Encoding.UTF8.GetBytes(Svg.ToXml()));
        _destination = null;
    }
}

public sealed class SKSvgCanvas
{
    private SKSvgCanvas() { }

    /// <summary>A canvas whose disposal writes what was drawn to a stream, as SVG.</summary>
    public static SKCanvas Create(SKRect bounds, Stream stream) => new(bounds.Width, bounds.Height, stream);
}

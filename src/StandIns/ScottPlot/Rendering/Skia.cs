using System.Runtime.InteropServices;
using ScottPlot.Rendering;

// The three types of SkiaSharp, a dependency of ScottPlot, that drawing several plots onto one SVG image takes.
namespace SkiaSharp
{
    /// <summary>A rectangle in pixels.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct SKRect(float left, float top, float right, float bottom)
    {
        public float Left { get; } = left;
        public float Top { get; } = top;
        public float Right { get; } = right;
        public float Bottom { get; } = bottom;
        public float Width => Right - Left;
        public float Height => Bottom - Top;
    }

    /// <summary>An image being drawn; it is complete when disposed.</summary>
    public sealed class SKCanvas : IDisposable
    {
        private Stream? _destination;

        internal SKCanvas(float width, float height, Stream? destination = null)
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

    public static class SKSvgCanvas
    {
        /// <summary>A canvas whose disposal writes what was drawn to a stream, as SVG.</summary>
        public static SKCanvas Create(SKRect bounds, Stream stream) => new(bounds.Width, bounds.Height, stream);
    }
}

namespace ScottPlot
{
    /// <summary>What a plottable needs in order to draw itself.</summary>
    public sealed class RenderPack
    {
        internal RenderPack(Plot plot, PixelRect figureRect, SvgDocument svg)
        {
            Plot = plot;
            FigureRect = figureRect;
            Svg = svg;
        }

        public Plot Plot { get; }
        public PixelRect FigureRect { get; }
        public PixelRect DataRect { get; internal set; }
        internal SvgDocument Svg { get; }
    }
}

using SkiaSharp;

namespace ScottPlot
{
    /// <summary>Says where in a figure its plots lie.</summary>
    public interface IMultiplotLayout
    {
        PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect);
    }

    /// <summary>The plots of a figure, in order.</summary>
    public sealed class SubplotCollection
    {
        private readonly List<Plot> _plots = [];

        public int Count => _plots.Count;

        public void Add(Plot plot) => _plots.Add(plot);

        public void Remove(Plot plot) => _plots.Remove(plot);

        public void RemoveAt(int index) => _plots.RemoveAt(index);

        public Plot GetPlot(int index) => _plots[index];

        public Plot[] GetPlots() => [.. _plots];
    }

    public interface IMultiplot
    {
        SubplotCollection Subplots { get; }
        IMultiplotLayout Layout { get; set; }
        void Render(SKCanvas canvas, PixelRect figureRect);
    }

    /// <summary>
    /// A figure of several plots. It is drawn on a canvas; <c>SKSvgCanvas.Create</c> makes one whose result is SVG.
    /// </summary>
    public sealed class Multiplot : IMultiplot
    {
        /// <summary>A figure with one empty plot.</summary>
        public Multiplot()
            : this(new Plot()) { }

        public Multiplot(Plot plot)
        {
            Subplots.Add(plot);
        }

        public SubplotCollection Subplots { get; } = new();

        /// <summary>One below the other unless changed.</summary>
        public IMultiplotLayout Layout { get; set; } = new MultiplotLayouts.Rows();

        public void Render(SKCanvas canvas, PixelRect figureRect)
        {
            var rectangles = Layout.GetSubplotRectangles(Subplots, figureRect);
            for (var i = 0; i < Subplots.Count; i++)
                Subplots.GetPlot(i).Render(canvas, rectangles[i]);
        }
    }

    public static class IMultiplotExtensions
    {
        /// <summary>Adds an empty plot at the end.</summary>
        public static Plot AddPlot(this IMultiplot multiplot)
        {
            Plot plot = new();
            multiplot.AddPlot(plot);
            return plot;
        }

        public static void AddPlot(this IMultiplot multiplot, Plot plot)
        {
            ArgumentNullException.ThrowIfNull(multiplot);
            multiplot.Subplots.Add(plot);
        }

        /// <summary>Adds empty plots, or removes the last ones, until there are <paramref name="total"/>.</summary>
        public static void AddPlots(this IMultiplot multiplot, int total)
        {
            ArgumentNullException.ThrowIfNull(multiplot);
            while (multiplot.Subplots.Count < total)
                multiplot.AddPlot();
            while (multiplot.Subplots.Count > total)
                multiplot.Subplots.RemoveAt(multiplot.Subplots.Count - 1);
        }

        public static Plot GetPlot(this IMultiplot multiplot, int index)
        {
            ArgumentNullException.ThrowIfNull(multiplot);
            return multiplot.Subplots.GetPlot(index);
        }

        public static Plot[] GetPlots(this IMultiplot multiplot)
        {
            ArgumentNullException.ThrowIfNull(multiplot);
            return multiplot.Subplots.GetPlots();
        }
    }
}

namespace ScottPlot.MultiplotLayouts
{
    /// <summary>Equal cells, filled row by row.</summary>
    public sealed class Grid(int rows, int columns) : IMultiplotLayout
    {
        public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect) =>
            [
                .. Enumerable
                    .Range(0, subplots.Count)
                    .Select(i => Cell(figureRect, i / columns, rows, i % columns, columns)),
            ];

        internal static PixelRect Cell(PixelRect figure, int row, int rows, int column, int columns)
        {
            var (width, height) = (figure.Width / columns, figure.Height / rows);
            var (left, top) = (figure.Left + (column * width), figure.Top + (row * height));
            return new(left, left + width, top + height, top);
        }
    }

    /// <summary>Equal parts, one below the other.</summary>
    public sealed class Rows : IMultiplotLayout
    {
        public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect) =>
            new Grid(subplots.Count, 1).GetSubplotRectangles(subplots, figureRect);
    }

    /// <summary>Equal parts side by side.</summary>
    public sealed class Columns : IMultiplotLayout
    {
        public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figureRect) =>
            new Grid(1, subplots.Count).GetSubplotRectangles(subplots, figureRect);
    }
}

namespace ScottPlot
{
    /// <summary>A mapping from fractions, 0 to 1, to colors.</summary>
    public interface IColormap
    {
        string Name { get; }

        /// <summary>The color at a fraction; those outside of 0 to 1 have the color of the nearest end.</summary>
        Color GetColor(double position);
    }

    /// <summary>Something whose colors a color bar explains.</summary>
    public interface IHasColorAxis
    {
        /// <summary>The values at the two ends of the colormap.</summary>
        Range GetRange();

        IColormap Colormap { get; }
    }

    public static class IColormapExtensions
    {
        /// <summary>The color of a value in a range; transparent for NaN.</summary>
        public static Color GetColor(this IColormap cmap, double position, Range range)
        {
            ArgumentNullException.ThrowIfNull(cmap);
            if (double.IsNaN(position))
                return Colors.Transparent;
            return cmap.GetColor(range.Min == range.Max ? 0 : range.Normalize(position, clamp: true));
        }

        /// <summary>The colormap from its other end.</summary>
        public static IColormap Reversed(this IColormap cmap) => new Colormaps.Reversed(cmap);
    }
}

namespace ScottPlot.Colormaps
{
    /// <summary>Colors in equal steps, with no interpolation between them.</summary>
    public sealed class CustomPalette(Color[] colors, string name = "custom") : IColormap
    {
        public string Name { get; } = name;

        public Color GetColor(double position) => colors[(int)((colors.Length - 1) * Math.Clamp(position, 0, 1))];
    }

    /// <summary>A colormap from its other end.</summary>
    public sealed class Reversed(IColormap colormap) : IColormap
    {
        public string Name { get; } = $"{colormap.Name} (Reversed)";

        public Color GetColor(double position) => colormap.GetColor(1 - position);
    }

    /// <summary>Perceptually uniform, from dark violet to yellow.</summary>
    public sealed class Viridis : IColormap
    {
        private static readonly CustomPalette Table = new(ColormapTables.Read(ColormapTables.Viridis));

        public string Name => "Viridis";

        public Color GetColor(double position) => Table.GetColor(position);
    }
}

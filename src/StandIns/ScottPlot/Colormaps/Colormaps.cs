namespace ScottPlot
{
    /// <summary>A mapping from fractions, 0 to 1, to colors.</summary>
    public interface IColormap
    {
        /// <summary>The color at a fraction; those outside of 0 to 1 have the color of the nearest end.</summary>
        internal Color GetColor(double position);
    }

    /// <summary>Something whose colors a color bar explains.</summary>
    public interface IHasColorAxis
    {
        /// <summary>The values at the two ends of the colormap.</summary>
        internal Range Range { get; }

        internal IColormap Colormap { get; }
    }
}

namespace ScottPlot.Colormaps
{
    /// <summary>Colors in equal steps, with no interpolation between them.</summary>
    public sealed class CustomPalette(Color[] colors, string name = "custom") : IColormap
    {
        internal string Name { get; } = name;

        Color IColormap.GetColor(double position) => colors[(int)((colors.Length - 1) * Math.Clamp(position, 0, 1))];
    }

    /// <summary>Perceptually uniform, from dark violet to yellow.</summary>
    public sealed class Viridis : IColormap
    {
        private static readonly CustomPalette Table = new(ColormapTables.Read(ColormapTables.Viridis));

        /// <summary>The color at a fraction; those outside of 0 to 1 have the color of the nearest end.</summary>
        public Color GetColor(double position) => ((IColormap)Table).GetColor(position);
    }
}

namespace ScottPlot
{
    /// <summary>A list of colors for telling series apart.</summary>
    public interface IPalette
    {
        Color[] Colors { get; }
        string Name { get; }
        string Description { get; }

        /// <summary>The color of series number <paramref name="index"/>, beginning again where the colors end.</summary>
        Color GetColor(int index);
    }
}

namespace ScottPlot.Palettes
{
    /// <summary>The ten colors of Tableau and Vega that many plotting libraries begin with.</summary>
    public sealed class Category10 : IPalette
    {
        public string Name => "Category 10";
        public string Description => "Ten colors in use since Tableau 10, Vega and Matplotlib";

        public Color[] Colors { get; } =
            Color.FromHex([
                "#1f77b4",
                "#ff7f0e",
                "#2ca02c",
                "#d62728",
                "#9467bd",
                "#8c564b",
                "#e377c2",
                "#7f7f7f",
                "#bcbd22",
                "#17becf",
            ]);

        public Color GetColor(int index) => Colors[index % Colors.Length];
    }

    /// <summary>Eight colors that readers with red-green color blindness tell apart (Okabe and Ito; Wong 2011).</summary>
    public sealed class ColorblindFriendly : IPalette
    {
        public string Name => "Colorblind Friendly";
        public string Description => "Eight colors of Okabe and Ito, after Wong, Nature Methods 8 (2011) 441";

        public Color[] Colors { get; } =
            Color.FromHex(["#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"]);

        public Color GetColor(int index) => Colors[index % Colors.Length];
    }
}

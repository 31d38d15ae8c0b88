using NtkRepro.Figures;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A folder of tables and figures about several runs, which is written anew each time.</summary>
internal static class RunsFolder
{
    /// <summary>Draws the figures of each network, and returns them as SVG.</summary>
    /// <param name="folder">The folder to write them to, in all formats.</param>
    /// <param name="figures">The panels of each network.</param>
    public static IReadOnlyList<(string Network, string Svg)> Draw(
        string folder,
        IReadOnlyList<(string Network, IReadOnlyList<OverlayPanel> Panels)> figures
    ) =>
        [
            .. figures
                .Where(f => f.Panels.Count > 0)
                .Select(f =>
                {
                    var path = Path.Combine(folder, $"{f.Network.Replace(" on ", "-", StringComparison.Ordinal)}.svg");
                    OverlayFigure.Save(path, f.Panels);
                    return (f.Network, File.ReadAllText(path));
                }),
        ];

    /// <summary>Writes a page whole, or leaves it as it was.</summary>
    public static void WritePage(string path, string page)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.Write(path, page);
    }
}

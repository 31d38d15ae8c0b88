using NtkRepro.Figures;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A folder of tables and figures about several runs, which is written anew each time.</summary>
internal static class RunsFolder
{
    private const int Columns = 3;

    /// <summary>Draws the figures of each network for paper, and returns them for the page.</summary>
    /// <param name="folder">The folder to write them to, in all formats.</param>
    /// <param name="figures">The panels of each network.</param>
    public static IReadOnlyList<(string Network, Figure Figure)> Draw(
        string folder,
        IReadOnlyList<(string Network, IReadOnlyList<Panel> Panels)> figures
    )
    {
        List<(string Network, Figure Figure)> drawn =
        [
            .. figures.Where(f => f.Panels.Count > 0).Select(f => (f.Network, new Figure(Columns, f.Panels))),
        ];
        foreach (var (network, figure) in drawn)
            FigureFile.Save(Path.Combine(folder, $"{NetworkTitle.FileName(network)}.svg"), figure);
        return drawn;
    }

    /// <summary>Writes a page whole, or leaves it as it was.</summary>
    public static void WritePage(string path, string page)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.Write(path, page);
    }
}

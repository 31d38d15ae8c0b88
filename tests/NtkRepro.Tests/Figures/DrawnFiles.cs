using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

/// <summary>All figures of a run of three seeds, one run of which diverged, as files.</summary>
public sealed class DrawnFiles : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DrawnFiles() => Draw(folder.File);

    /// <summary>The names of the figures, without what follows.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. FigureSet.Names.Append("width.svg").Select(name => Path.GetFileNameWithoutExtension(name))];

    public static void Draw(Func<string, string> path)
    {
        FigureSet.Draw(SyntheticTables.Run(3, 3, diverged: true), path);
        FigureFile.Save(
            path("width.svg"),
            SummaryFigures.Widths(SyntheticTables.Widths(3, "cifar-10", "fashion-mnist"))
        );
    }

    /// <summary>The file of a figure.</summary>
    public string Of(string name, string extension) => folder.File($"{name}.{extension}");

    public void Dispose() => folder.Dispose();
}

using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>A plot at its place in a figure.</summary>
/// <param name="Plot">What is drawn.</param>
/// <param name="Left">Pixels from the figure's left edge.</param>
/// <param name="Top">Pixels from its top.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Heading">The panel's title; null where the part is a note.</param>
internal sealed record FigurePart(Plot Plot, int Left, int Top, int Width, int Height, string? Heading);

namespace NtkRepro.Figures;

/// <summary>A figure: its panels, row by row.</summary>
/// <param name="Columns">Panels in a row.</param>
/// <param name="Panels">At least one.</param>
/// <param name="Width">Of a panel, pixels.</param>
/// <param name="Height">Of a panel, pixels.</param>
public sealed record Figure(
    int Columns,
    IReadOnlyList<Panel> Panels,
    int Width = Theme.PanelWidth,
    int Height = Theme.PanelHeight
);

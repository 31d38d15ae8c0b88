namespace NtkRepro.Figures;

/// <summary>The key panels of all figures on one page.</summary>
internal static class OverviewFigure
{
    public static Figure Of(FigureTables tables)
    {
        Panel[] panels =
        [
            TrajectoryFigure.Nonlinear(tables),
            InterpolationFigure.Along(tables),
            DistancesFigure.Barrier(tables),
            KernelFigure.HeatMap(tables),
            KernelFigure.Velocity(tables),
            SimilarityFigure.Between(tables),
            NtkErrorFigure.Error(tables),
            AdvantageFigure.OverTime(tables),
            SensitivityFigure.Exponent(tables),
        ];
        foreach (var (i, panel) in panels.Index())
            panel.Letter = (char)('a' + i);
        return new(3, panels, 430, 370);
    }
}

namespace NtkRepro.Figures;

/// <summary>All figures of one network on one dataset.</summary>
public static class FigureSet
{
    /// <summary>File name to what draws it, the overview first.</summary>
    private static readonly IReadOnlyDictionary<string, Action<string, FigureTables>> Figures = new Dictionary<
        string,
        Action<string, FigureTables>
    >(StringComparer.Ordinal)
    {
        ["overview.svg"] = OverviewFigure.Draw,
        ["training.svg"] = TrainingFigure.Draw,
        ["trajectory.svg"] = TrajectoryFigure.Draw,
        ["interpolation.svg"] = InterpolationFigure.Draw,
        ["distances.svg"] = DistancesFigure.Draw,
        ["kernel.svg"] = KernelFigure.Draw,
        ["gradient_similarity.svg"] = SimilarityFigure.Draw,
        ["ntk_error.svg"] = NtkErrorFigure.Draw,
        ["nonlinear_advantage.svg"] = AdvantageFigure.Draw,
        ["spectrum.svg"] = SpectrumFigure.Draw,
        ["sensitivity.svg"] = SensitivityFigure.Draw,
        ["kernel_regression.svg"] = RegressionFigure.Draw,
        ["correlation.svg"] = CorrelationFigure.Draw,
    };

    /// <summary>The file names of the figures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Figures.Keys];

    /// <summary>Draws every figure. Diverged runs are left out; what was not measured is named as such in its panel.</summary>
    /// <param name="tables">The tables, any of which may be empty.</param>
    /// <param name="path">Where to write the figure of a name.</param>
    public static void Draw(FigureTables tables, Func<string, string> path)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(path);
        var measured = tables.WithoutDiverged();
        foreach (var (name, draw) in Figures)
            draw(path(name), measured);
    }
}

namespace NtkRepro.Figures;

/// <summary>All figures of one network on one dataset.</summary>
public static class FigureSet
{
    /// <summary>File name to what describes it, the overview first.</summary>
    private static readonly Dictionary<string, Func<FigureTables, Figure>> Figures = new(StringComparer.Ordinal)
    {
        ["overview.svg"] = OverviewFigure.Of,
        ["together.svg"] = TogetherFigure.Of,
        ["training.svg"] = TrainingFigure.Of,
        ["trajectory.svg"] = TrajectoryFigure.Of,
        ["interpolation.svg"] = InterpolationFigure.Of,
        ["distances.svg"] = DistancesFigure.Of,
        ["kernel.svg"] = KernelFigure.Of,
        ["gradient_similarity.svg"] = SimilarityFigure.Of,
        ["ntk_error.svg"] = NtkErrorFigure.Of,
        ["nonlinear_advantage.svg"] = AdvantageFigure.Of,
        ["spectrum.svg"] = SpectrumFigure.Of,
        ["sensitivity.svg"] = SensitivityFigure.Of,
        ["kernel_regression.svg"] = RegressionFigure.Of,
        ["correlation.svg"] = CorrelationFigure.Of,
    };

    /// <summary>The file names of the figures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Figures.Keys];

    /// <summary>Describes a figure.</summary>
    /// <param name="name">Its file name, one of <see cref="Names"/>.</param>
    /// <param name="measured">The tables without diverged runs.</param>
    public static Figure Of(string name, FigureTables measured) => Figures[name](measured);

    /// <summary>Draws every figure. Diverged runs are left out; what was not measured is named as such in its panel.</summary>
    /// <param name="tables">The tables, any of which may be empty.</param>
    /// <param name="path">Where to write the figure of a name.</param>
    public static void Draw(FigureTables tables, Func<string, string> path)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(path);
        var measured = tables.WithoutDiverged();
        foreach (var (name, of) in Figures)
            FigureFile.Save(path(name), of(measured));
    }
}

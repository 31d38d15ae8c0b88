namespace NtkRepro.Figures;

/// <summary>The similarity of logit gradients between two children, and within one network (paper.md, <c>gradient_similarity</c>).</summary>
internal static class SimilarityFigure
{
    public static Figure Of(FigureTables tables) => new(2, [Between(tables), Within(tables)]);

    public static Panel Between(FigureTables tables) =>
        DistancesFigure.Against(
            tables,
            "Gradients of two children",
            "mean cosine, same image",
            p => p.GradientSimilarity
        );

    public static Panel Within(FigureTables tables)
    {
        var panel = new Panel("Gradients within the parent", "time (epochs)", "mean cosine, two images");
        panel.Band(
            CurvePoints.By(tables.Spectra, s => s.Time, s => s.SameClass, s => SpectrumFigure.Names(tables, s)),
            Theme.Series(0),
            "same class"
        );
        panel.Band(
            CurvePoints.By(tables.Spectra, s => s.Time, s => s.OtherClass, s => SpectrumFigure.Names(tables, s)),
            Theme.Series(1),
            "other class"
        );
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }
}

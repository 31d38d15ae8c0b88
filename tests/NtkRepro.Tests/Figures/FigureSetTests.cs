using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

public sealed class FigureSetTests
{
    public static TheoryData<string> Cases =>
        [
            "three seeds",
            "one seed",
            "three seeds, one run diverged",
            "one row",
            "nothing",
            "no numbers",
            "all the same",
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_figure_is_an_image_without_a_number_that_is_none(string tables)
    {
        foreach (var (name, xml) in FigureXml.DrawAll(Tables(tables)))
        {
            var root = XElement.Parse(xml);
            Assert.Equal("svg", root.Name.LocalName);
            Assert.NotEmpty(root.Panels());
            Assert.DoesNotContain("NaN", xml, StringComparison.Ordinal);
            Assert.False(xml.Contains("Infinity", StringComparison.Ordinal) || xml.Contains('∞'), name);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_tables_give_the_same_bytes(string tables)
    {
        Assert.Equal(FigureXml.DrawAll(Tables(tables)), FigureXml.DrawAll(Tables(tables)));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var tables = Tables("three seeds");
        var reversed = tables with
        {
            Runs = [.. tables.Runs.Reverse()],
            Barriers = [.. tables.Barriers.Reverse()],
            BarrierCurves = [.. tables.BarrierCurves.Reverse()],
            KernelDistances = [.. tables.KernelDistances.Reverse()],
            Onsets = [.. tables.Onsets.Reverse()],
            Trajectories = [.. tables.Trajectories.Reverse()],
        };

        Assert.Equal(FigureXml.DrawAll(tables), FigureXml.DrawAll(reversed));
    }

    [Fact]
    public void Every_panel_says_when_nothing_was_measured()
    {
        foreach (var (_, xml) in FigureXml.DrawAll(new FigureTables()))
        {
            var figure = XElement.Parse(xml);
            Assert.Equal(figure.Panels().Count, figure.Texts().Count(t => t == "not measured"));
        }
    }

    [Fact]
    public void A_panel_without_a_number_says_so_and_one_of_equal_numbers_does_not()
    {
        string[] names = ["interpolation.svg", "kernel.svg", "sensitivity.svg", "trajectory.svg", "correlation.svg"];
        var (none, same) = (FigureXml.DrawAll(Measured(double.NaN)), FigureXml.DrawAll(Measured(0.5)));
        foreach (var name in names)
        {
            var figure = XElement.Parse(none[name]);
            Assert.Equal(figure.Panels().Count, figure.Texts().Count(t => t == "not measured"));
            Assert.DoesNotContain("not measured", XElement.Parse(same[name]).Texts());
        }
    }

    [Fact]
    public void A_curve_of_one_point_can_be_seen()
    {
        var tables = new FigureTables { KernelVelocities = [new(0, 0, 0.4, 1, 0.1, 10)] };

        Assert.Single(FigureXml.Draw("kernel.svg", tables).Panels()[1].Circles(FigureXml.Blue));
    }

    [Fact]
    public void No_panel_says_so_when_everything_was_measured()
    {
        foreach (var (_, xml) in FigureXml.DrawAll(Tables("one seed")))
            Assert.DoesNotContain("not measured", XElement.Parse(xml).Texts());
    }

    [Fact]
    public void No_text_leaves_the_figure()
    {
        foreach (var (name, xml) in FigureXml.DrawAll(Tables("three seeds, one run diverged")))
        {
            var figure = XElement.Parse(xml);
            Assert.All(
                figure.All("text"),
                text =>
                {
                    Assert.InRange(text.Number("x"), 0, figure.Number("width"));
                    Assert.True(text.Number("y") < figure.Number("height"), $"{name}: {text.Value}");
                }
            );
        }
    }

    [Fact]
    public void The_figure_of_widths_is_drawn_for_any_number_of_networks()
    {
        Assert.Equal(2, Widths([]).Texts().Count(t => t == "not measured"));
        Assert.Equal(2, Widths(SyntheticTables.Widths(1, "fashion-mnist")).Panels().Count);
        var two = Widths(SyntheticTables.Widths(3, "fashion-mnist", "cifar-10"));
        Assert.Contains("Nonlinear advantage, cnn on cifar-10", two.Texts());
        Assert.Contains("Nonlinear advantage, cnn on fashion-mnist", two.Texts());
        Assert.All(new[] { "1×", "2×", "4×" }, label => Assert.Contains(label, two.Texts()));

        static XElement Widths(IReadOnlyList<NtkRepro.Metrics.WidthRow> rows)
        {
            using var folder = new TemporaryFolder();
            FigureFile.Save(folder.File("width.svg"), SummaryFigures.Widths(rows));
            return XElement.Parse(File.ReadAllText(folder.File("width.svg")));
        }
    }

    private static FigureTables Tables(string which) =>
        which switch
        {
            "three seeds" => SyntheticTables.Run(3, 3),
            "one seed" => SyntheticTables.Run(1),
            "three seeds, one run diverged" => SyntheticTables.Run(3, 3, diverged: true),
            "one row" => OneRow(),
            "no numbers" => Measured(double.NaN),
            "all the same" => Measured(0.5),
            _ => new FigureTables(),
        };

    private static FigureTables Measured(double value)
    {
        var all = SyntheticTables.Run(2);
        return all with
        {
            Barriers =
            [
                .. all.Barriers.Select(p =>
                    p with
                    {
                        TestErrorBarrier = value,
                        TrainErrorBarrier = value,
                        TestLossBarrier = value,
                        ReluDistance = value,
                    }
                ),
            ],
            BarrierCurves = [.. all.BarrierCurves.Select(c => c with { TestError = value, TrainError = value })],
            KernelDistances = [.. all.KernelDistances.Select(d => d with { Distance = value })],
            KernelVelocities =
            [
                .. all.KernelVelocities.Select(v => v with { Velocity = value, VelocityOverRate = value }),
            ],
            Measures = [.. all.Measures.Select(m => m with { Value = value })],
            Onsets = [.. all.Onsets.Select(o => o with { NtkError = value, NonlinearAdvantage = value })],
            Spectra =
            [
                .. all.Spectra.Select(s =>
                    s with
                    {
                        EffectiveRank = value,
                        Alignment = value,
                        ConditionNumber = value,
                    }
                ),
            ],
            Eigenvalues = [.. all.Eigenvalues.Select(e => e with { Share = value })],
            Sensitivities = [.. all.Sensitivities.Select(s => s with { Exponent = value })],
            Separations = [.. all.Separations.Select(s => s with { Distance = value })],
            Trajectories = [.. all.Trajectories.Select(t => t with { First = value, Second = value })],
            Correlations = [.. all.Correlations.Select(c => c with { Spearman = value })],
        };
    }

    private static FigureTables OneRow()
    {
        var all = SyntheticTables.Run(1);
        return new FigureTables
        {
            Runs = [.. all.Runs.Take(1)],
            Barriers = [.. all.Barriers.Take(1)],
            BarrierCurves = [.. all.BarrierCurves.Take(1)],
            KernelDistances = [.. all.KernelDistances.Take(1)],
            KernelVelocities = [.. all.KernelVelocities.Take(1)],
            Onsets = [.. all.Onsets.Take(1)],
            Spectra = [.. all.Spectra.Take(1)],
            Eigenvalues = [.. all.Eigenvalues.Take(1)],
            Regressions = [.. all.Regressions.Take(1)],
            Sensitivities = [.. all.Sensitivities.Take(1)],
            Separations = [.. all.Separations.Take(1)],
            Trajectories = [.. all.Trajectories.Take(1)],
            Components = [.. all.Components.Take(1)],
            Correlations = [.. all.Correlations.Take(1)],
        };
    }
}

using System.Globalization;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Figures;

public sealed class FigureContentTests
{
    // Coordinates are written with two decimals.
    private const double Pixel = 0.02;

    [Fact]
    public void Markers_are_where_the_table_says()
    {
        double[] times = [0, 1, 4];
        double[] errors = [0.5, 0.3, 0.2];
        var panel = FigureXml.Draw("ntk_error.svg", Onsets(times, [errors])).Panels()[0];

        var circles = panel.Circles(FigureXml.Blue);
        Assert.Equal(3, circles.Count);
        // Three points fix the two scales: the second lies at log(1 + 1 / 0.1) of log(1 + 4 / 0.1) along x, and two thirds of the way down.
        Assert.Equal(Between(circles[0].X, circles[2].X, Math.Log(11) / Math.Log(41)), circles[1].X, Pixel);
        Assert.Equal(Between(circles[0].Y, circles[2].Y, 2 / 3.0), circles[1].Y, Pixel);
        Assert.True(circles[0].X < circles[2].X && circles[0].Y < circles[2].Y);
    }

    [Fact]
    public void The_scale_is_what_its_labels_say()
    {
        var figure = FigureXml.Draw(
            "ntk_error.svg",
            Onsets(
                [0, 1, 3],
                [
                    [0.5, 0.3, 0.2],
                ]
            )
        );
        var panel = figure.Panels()[0];

        var circles = panel.Circles(FigureXml.Blue);
        Assert.Equal(Label("0", "middle").Number("x"), circles[0].X, Pixel);
        Assert.Equal(Label("3", "middle").Number("x"), circles[2].X, Pixel);
        var perPoint = (Label("50", "end").Number("y") - Label("20", "end").Number("y")) / 30;
        Assert.Equal(perPoint * 20, circles[0].Y - circles[1].Y, Pixel);

        XElement Label(string text, string anchor) =>
            figure.All("text").First(t => t.Value == text && t.Of("text-anchor") == anchor);
    }

    [Fact]
    public void A_curve_goes_through_the_mean_and_its_bar_from_the_least_to_the_greatest()
    {
        var panel = FigureXml
            .Draw(
                "ntk_error.svg",
                Onsets(
                    [0, 1],
                    [
                        [0.5, 0.2],
                        [0.6, 0.2],
                        [0.4, 0.35],
                    ]
                )
            )
            .Panels()[0];

        // 50 % and 25 % in the mean: 25 points between the two markers.
        var circles = panel.Circles(FigureXml.Blue);
        var perPoint = (circles[1].Y - circles[0].Y) / 25;
        var bars = panel.Bars(FigureXml.Blue);
        Assert.Equal(2, bars.Count);
        Assert.Equal(circles[0].Y - (10 * perPoint), bars[0].Top, Pixel);
        Assert.Equal(circles[0].Y + (10 * perPoint), bars[0].Bottom, Pixel);
        Assert.Equal(circles[1].Y - (10 * perPoint), bars[1].Top, Pixel);
        Assert.Equal(circles[1].Y + (5 * perPoint), bars[1].Bottom, Pixel);
        Assert.Equal(circles[0].X, bars[0].X, Pixel);
    }

    [Fact]
    public void A_bar_is_only_where_there_are_several_values()
    {
        var tables = Onsets(
            [0, 1, 2],
            [
                [0.5, 0.3, 0.2],
                [0.6, 0.4, 0.3],
            ]
        );
        var half = tables with { Onsets = [.. tables.Onsets.Where(o => o.Seed == 0 || o.Time == 1)] };

        var bar = Assert.Single(FigureXml.Draw("ntk_error.svg", half).Panels()[0].Bars(FigureXml.Blue));
        Assert.Equal(FigureXml.Draw("ntk_error.svg", half).Panels()[0].Circles(FigureXml.Blue)[1].X, bar.X, Pixel);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Ranges_are_drawn_and_explained_where_there_are_several_seeds(int seeds, bool ranges)
    {
        var figures = FigureXml.DrawAll(SyntheticTables.Run(seeds));
        foreach (var name in new[] { "kernel.svg", "interpolation.svg", "spectrum.svg", "sensitivity.svg" })
            Assert.Equal(ranges, XElement.Parse(figures[name]).Bands().Count > 0);
        foreach (var name in new[] { "distances.svg", "kernel_regression.svg", "gradient_similarity.svg" })
        {
            var figure = XElement.Parse(figures[name]);
            Assert.Equal(ranges, figure.Bars(FigureXml.Blue).Count > 0);
            Assert.Equal(ranges, figure.Texts().Any(t => t.Contains("least to greatest", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Numbers_of_diverged_runs_change_nothing()
    {
        var tables = SyntheticTables.Run(2, 2, diverged: true);
        var lost = tables.Trajectories.Where(t => t is { Seed: 0, Time: 0.5, Kind: not "parent" }).ToHashSet();
        var other = tables with
        {
            Barriers =
            [
                .. tables.Barriers.Select(p => p.Diverged ? p with { TestErrorBarrier = 77, ReluDistance = -3 } : p),
            ],
            BarrierCurves =
            [
                .. tables.BarrierCurves.Select(c => c is { Seed: 0, Time: 0.5 } ? c with { TestError = 55 } : c),
            ],
            Onsets =
            [
                .. tables.Onsets.Select(o => o.Diverged ? o with { NtkError = 33, NonlinearAdvantage = -44 } : o),
            ],
            Sensitivities = [.. tables.Sensitivities.Select(s => s.Diverged ? s with { Exponent = 99 } : s)],
            Separations =
            [
                .. tables.Separations.Select(s => s is { Seed: 0, Time: 0.5 } ? s with { Distance = 1e9 } : s),
            ],
            Trajectories = [.. tables.Trajectories.Select(t => lost.Contains(t) ? t with { First = 1e6 } : t)],
        };

        Assert.Equal(FigureXml.DrawAll(tables), FigureXml.DrawAll(other));
    }

    [Fact]
    public void What_was_left_out_is_named()
    {
        var figures = FigureXml.DrawAll(SyntheticTables.Run(3, 3, diverged: true));

        Assert.Contains("3 diverged pairs left out.", Note("distances.svg"), StringComparison.Ordinal);
        Assert.Contains(
            "1 diverged linearized run or control left out.",
            Note("ntk_error.svg"),
            StringComparison.Ordinal
        );
        Assert.Contains("1 diverged copy left out.", Note("sensitivity.svg"), StringComparison.Ordinal);
        Assert.Contains("3 diverged children left out.", Note("trajectory.svg"), StringComparison.Ordinal);
        Assert.Contains("1 diverged linearized run left out.", Note("trajectory.svg"), StringComparison.Ordinal);

        string Note(string name) => string.Join(' ', XElement.Parse(figures[name]).Texts());
    }

    [Fact]
    public void A_diverged_parent_takes_its_kernels_with_it()
    {
        var two = SyntheticTables.Run(2);
        var lost = two with
        {
            Runs = [.. two.Runs.Select(r => r is { Kind: "parent", Seed: 1 } ? r with { Outcome = "at-chance" } : r)],
        };
        var one = SyntheticTables.Run(1);

        var drawn = FigureXml.Draw("kernel.svg", lost);
        Assert.Equal(Data(FigureXml.Draw("kernel.svg", one)), Data(drawn));
        Assert.Contains(drawn.Texts(), t => t.Contains("1 diverged parent left out.", StringComparison.Ordinal));

        static IEnumerable<string> Data(XElement figure) => figure.Panels().Take(2).Select(p => p.ToString());
    }

    [Fact]
    public void Velocity_and_barriers_fall_from_what_they_are_at_first_in_the_mean()
    {
        var tables = SyntheticTables.Run(2);

        var curves = Fall(tables);

        Assert.Equal(
            ["kernel velocity", "barrier, test images", "barrier, training images"],
            curves.Select(c => c.Name)
        );
        Assert.All(curves, c => Assert.Equal(100, c.Points[0].Mean, 9));
        var (first, last) = (tables.Barriers.Min(p => p.Time), tables.Barriers.Max(p => p.Time));
        Assert.Equal(100 * Mean(last) / Mean(first), curves[1].Points[^1].Mean, 9);

        double Mean(double time) => tables.Barriers.Where(p => p.Time == time).Average(p => p.TestErrorBarrier);
    }

    [Fact]
    public void Where_there_is_no_barrier_at_first_no_share_of_it_is_drawn()
    {
        var tables = SyntheticTables.Run(2);
        var none = tables with { Barriers = [.. tables.Barriers.Select(p => p with { TestErrorBarrier = 0.002 })] };

        Assert.Equal(["kernel velocity", "barrier, training images"], Fall(none).Select(c => c.Name));
        Assert.Contains(
            FigureXml.Draw("together.svg", none).Texts(),
            t => t.Contains("There is no barrier on test images at the first spawn time.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_logarithmic_axis_leaves_out_what_has_no_logarithm()
    {
        KernelVelocityRow[] rows =
        [
            new(0, 0, 0.4, 1, 0.1, 10),
            new(0, 0.4, 0.4, 0, 0.1, 0),
            new(0, 0.8, 0.4, 0.1, 0.1, 1),
            new(0, 1.2, 0.4, 0.01, 0.1, 0.1),
        ];
        var figure = FigureXml.Draw("kernel.svg", new FigureTables { KernelVelocities = rows });
        var curve = Assert.Single(figure.Panels()[1].All("path"), p => p.Of("stroke") == FigureXml.Blue);

        var ys = curve
            .Of("d")
            .Split('M', 'L')
            .Skip(1)
            .Select(p => double.Parse(p.Split(' ')[1], CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(3, ys.Count);
        Assert.Equal(ys[1] - ys[0], ys[2] - ys[1], Pixel);
        Assert.All(new[] { "1", "0.1", "0.01" }, label => Assert.Contains(label, figure.Texts()));
    }

    [Fact]
    public void Each_correlation_is_a_number_and_in_brackets_where_its_sign_is_unclear()
    {
        CorrelationRow[] rows =
        [
            new("barrier", "ntk_error", 9, 0, 0, 0, 0.91, 0.5, 0.99),
            new("barrier", "relu_distance", 9, 0, 0, 0, -0.87, -0.95, -0.2),
            new("ntk_error", "relu_distance", 7, 0, 0, 0, -0.25, -0.8, 0.4),
        ];
        var texts = FigureXml.Draw("correlation.svg", new FigureTables { Correlations = rows }).Texts();

        Assert.Single(texts, "0.91");
        Assert.Single(texts, "−0.87");
        Assert.Single(texts, "(−0.25)");
        Assert.Equal(2, texts.Count(text => text == "n 9"));
        Assert.Single(texts, "n 7");
        Assert.Contains("ReLU distance", texts);
    }

    [Fact]
    public void The_plane_names_its_shares_of_variance_and_shows_one_seed_alone()
    {
        var tables = SyntheticTables.Run(3);
        var figure = FigureXml.Draw("trajectory.svg", tables);
        var others = tables with
        {
            Trajectories = [.. tables.Trajectories.Select(t => t.Seed == 0 ? t : t with { First = 1000 })],
        };

        Assert.Contains("first component (63 % of variance)", figure.Texts());
        Assert.Contains("second component (17 % of variance)", figure.Texts());
        Assert.Contains("Linearized at epoch t (seed 0 of 3 seeds)", figure.Texts());
        Assert.Equal(figure.ToString(), FigureXml.Draw("trajectory.svg", others).ToString());
    }

    [Fact]
    public void A_singular_kernel_is_marked_and_its_noise_not_drawn()
    {
        var tables = SyntheticTables.Run(1);
        var noisy = tables with
        {
            Regressions = [.. tables.Regressions.Select(r => r.Singular ? r with { Smallest = 1e-3 } : r)],
        };
        var figure = FigureXml.Draw("kernel_regression.svg", tables);

        Assert.Contains(
            figure.Texts(),
            t => t.Contains("Singular to working precision at onset 0.", StringComparison.Ordinal)
        );
        Assert.Equal(figure.ToString(), FigureXml.Draw("kernel_regression.svg", noisy).ToString());
    }

    [Fact]
    public void Of_many_spectra_some_are_drawn_the_first_and_the_last_among_them()
    {
        var texts = FigureXml.Draw("spectrum.svg", SyntheticTables.Run(1)).Texts();

        Assert.Contains("t = 0", texts);
        Assert.Contains("t = 12", texts);
        Assert.Equal(8, texts.Count(t => t.StartsWith("t = ", StringComparison.Ordinal)));
        Assert.Contains("8 of 31 times drawn.", texts);
    }

    [Fact]
    public void A_measure_of_one_seed_has_the_interval_of_its_images()
    {
        var figure = FigureXml.Draw(
            "ntk_error.svg",
            new FigureTables
            {
                Measures = [new("gap_closed", 0, 0, 0, -0.1, 0.2), new("gap_closed", 0, 1, 0.9, 0.8, 0.95)],
            }
        );
        var panel = figure.Panels()[1];

        var circles = panel.Circles(FigureXml.Blue);
        var perUnit = (circles[0].Y - circles[1].Y) / 0.9;
        var bar = panel.Bars(FigureXml.Blue).Single(b => Math.Abs(b.X - circles[1].X) < Pixel);
        Assert.Equal(0.15 * perUnit, bar.Bottom - bar.Top, Pixel);
        Assert.Contains(figure.Texts(), t => t.Contains("paired bootstrap", StringComparison.Ordinal));
    }

    [Fact]
    public void A_point_that_is_missing_breaks_the_line()
    {
        var rows = new[] { 0.0, 1, 2, 3, 6 }.Select(t =>
            SyntheticTables.Run(1).Onsets[0] with
            {
                Time = t,
                ControlError = t == 2 ? double.NaN : 0.2,
                NtkError = 0.3,
            }
        );

        var panel = FigureXml.Draw("ntk_error.svg", new FigureTables { Onsets = [.. rows] }).Panels()[0];

        Assert.Equal(5, panel.Circles(FigureXml.Blue).Count);
        var control = panel.InData("path").Where(p => p.Of("stroke") == FigureXml.Vermilion).ToList();
        Assert.Equal(2, control.Sum(p => p.Of("d").Count(c => c == 'M')));
    }

    [Fact]
    public void Early_and_late_times_can_all_be_read()
    {
        var rows = new[] { 0, 0.1, 0.5, 1, 3, 10 }.Select(t => SyntheticTables.Run(1).Onsets[0] with { Time = t });

        var panel = FigureXml.Draw("ntk_error.svg", new FigureTables { Onsets = [.. rows] }).Panels()[0];

        Assert.All(new[] { "0", "0.1", "0.5", "1", "3", "10" }, label => Assert.Contains(label, panel.Texts()));
        var xs = panel.Circles(FigureXml.Blue).Select(c => c.X).ToList();
        Assert.All(xs.Zip(xs.Skip(1)), pair => Assert.True(pair.Second - pair.First > 20, $"{pair}"));
    }

    private static double Between(double a, double b, double share) => a + (share * (b - a));

    // Linearized runs alone, of seeds 0, 1 and so on.
    private static FigureTables Onsets(double[] times, double[][] errorsOfSeeds) =>
        new()
        {
            Onsets =
            [
                .. from seed in errorsOfSeeds.Index()
                from error in seed.Item.Zip(times)
                select SyntheticTables.Run(1).Onsets[0] with
                {
                    Seed = seed.Index,
                    Time = error.Second,
                    NtkError = error.First,
                    ControlError = double.NaN,
                    FrozenControlError = double.NaN,
                    ProbeError = double.NaN,
                    ParentError = double.NaN,
                },
            ],
        };

    private static List<Curve> Fall(FigureTables tables) =>
        [.. FigureSet.Of("together.svg", tables).Panels[0].Items.OfType<Curve>()];
}

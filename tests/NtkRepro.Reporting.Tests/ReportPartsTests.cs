using System.Globalization;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
using Spectre.Console;

namespace NtkRepro.Reporting.Tests;

public sealed class ReportPartsTests
{
    [Fact]
    public void Uncommitted_changes_are_named_where_a_run_comes_from_and_cited_with_it()
    {
        var commit = new string('c', 40);
        var sample = ReportSample.Of();
        var data = sample with
        {
            Provenance = sample.Provenance with
            {
                Revisions = [(new Revision(commit, ["src/A.cs", "pipeline.yaml"]), 3)],
            },
        };

        Assert.Contains(
            $"{commit} with uncommitted changes (src/A.cs, pipeline.yaml)",
            ProvenanceSection.Of(data).Value,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"NtkRepro 0.1.0, commit {commit} with uncommitted changes, preset ",
            ProvenanceSection.Citation(data).Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_arrow_that_follows_from_others_is_left_out()
    {
        var layers = StageLayers.Of(ReportSample.Stages);

        var metrics = layers.SelectMany(l => l).Single(n => n.Stage?.Name == "metrics");
        Assert.Equal(["barrier", "linearized"], metrics.From.Select(f => f.Origin.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_arrow_that_skips_a_layer_has_a_place_in_it()
    {
        var layers = StageLayers.Of(ReportSample.Stages);

        Assert.Equal(
            ["data", "parent", "child linearized", "barrier (linearized)", "metrics", "figures"],
            layers.Select(l => string.Join(' ', l.Select(n => n.Stage?.Name ?? $"({n.Origin.Name})")))
        );
        // Every arrow goes from one layer to the next.
        foreach (var (layer, before) in layers.Skip(1).Zip(layers))
            Assert.All(layer, n => Assert.All(n.From, f => Assert.Contains(f, before)));
    }

    [Fact]
    public void The_graph_has_a_box_for_every_stage_and_none_overlaps_another()
    {
        var graph = Html.StageGraph.Draw(ReportSample.Stages);

        var boxes = graph.All("rect").Select(Placed).ToList();
        Assert.Equal(ReportSample.Stages.Count, boxes.Count);
        foreach (var (i, a) in boxes.Index())
            Assert.All(
                boxes.Skip(i + 1),
                b => Assert.False(a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom)
            );

        static Box Placed(XElement rectangle) =>
            new(
                Number(rectangle, "x"),
                Number(rectangle, "y"),
                Number(rectangle, "width"),
                Number(rectangle, "height")
            );

        static double Number(XElement rectangle, string attribute) =>
            double.Parse(rectangle.Get(attribute)!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_setting_is_marked_with_what_the_preset_says()
    {
        var standard = ReportSample.Parameters;
        var changed = standard with { Kernel = standard.Kernel with { Probes = 64 } };

        var rows = ParameterRows.Of(changed, standard, "default", standard);

        Assert.Equal(
            new ParameterRow("kernel.probes", "64", "default: 100", IsSet: true),
            Assert.Single(rows, r => r.IsSet)
        );
    }

    [Fact]
    public void What_a_preset_changes_is_told_but_not_marked()
    {
        var standard = ReportSample.Parameters;
        var smoke = standard with { Training = standard.Training with { Epochs = 4 } };

        var rows = ParameterRows.Of(smoke, smoke, "smoke", standard);

        Assert.DoesNotContain(rows, r => r.IsSet);
        Assert.Equal("default: 32", rows.Single(r => r.Path == "training.epochs").Remark);
    }

    [Fact]
    public void Parameters_that_the_run_does_not_use_are_left_out()
    {
        var rows = ParameterRows.Of(
            ReportSample.Parameters,
            ReportSample.Parameters,
            "default",
            ReportSample.Parameters
        );

        var paths = rows.Select(r => r.Path).ToList();
        Assert.Contains("models.cnn.kind", paths);
        Assert.Contains("datasets.fashion-mnist.train", paths);
        Assert.Contains("linearized.times.cnn", paths);
        Assert.DoesNotContain(paths, p => p.StartsWith("linearized.times.cnn-", StringComparison.Ordinal));
        Assert.DoesNotContain(paths, p => p.StartsWith("models.lenet", StringComparison.Ordinal));
        Assert.DoesNotContain(paths, p => p.Contains("cifar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_list_is_shortened_and_counted()
    {
        var rows = ParameterRows.Of(
            ReportSample.Parameters,
            ReportSample.Parameters,
            "default",
            ReportSample.Parameters
        );

        Assert.Equal("0, 0.4, 0.8, …, 32 (81 values)", rows.Single(r => r.Path == "kernel.grid").Value);
    }

    [Theory]
    [InlineData("child[cnn,s{0,1},t1]", "child[cnn,s0,t1]", "child[cnn,s1,t1]")]
    [InlineData("kernel[cnn,s0,t{0.4,0.8}]", "kernel[cnn,s0,t0.4]", "kernel[cnn,s0,t0.8]")]
    [InlineData("child[cnn,s0,{base,low}]", "child[cnn,s0,base]", "child[cnn,s0,low]")]
    [InlineData(
        "child[cnn,s{0,1},t1,c{1,2}]",
        "child[cnn,s0,t1,c1]",
        "child[cnn,s0,t1,c2]",
        "child[cnn,s1,t1,c1]",
        "child[cnn,s1,t1,c2]"
    )]
    [InlineData("parent[cnn,s0]", "parent[cnn,s0]", "parent[cnn,s0]")]
    [InlineData("kernel[cnn,s0,t0], kernel[cnn,s1,t1]", "kernel[cnn,s0,t0]", "kernel[cnn,s1,t1]")]
    public void Names_that_differ_in_one_axis_are_written_as_one(string expected, params string[] names) =>
        Assert.Equal(expected, InstanceNames.Together(names));

    [Fact]
    public void The_instance_of_a_kernel_is_the_one_whose_time_is_nearest()
    {
        var names = new InstanceNames([Kernel("0"), Kernel("0.4"), Kernel("0.8")], "mnist", "cnn");

        // The grid asks for 0.4; the nearest whole step is 6 of 16.
        Assert.Equal("kernel[t0.4]", names.Find("kernel", 0, 6 / 16.0));
        Assert.Null(names.Find("kernel", 1, 0.4));

        static NamedInstance Kernel(string time) =>
            new(
                $"kernel[t{time}]",
                "kernel",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["dataset"] = "mnist",
                    ["model"] = "cnn",
                    ["seed"] = "0",
                    ["time"] = time,
                }
            );
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(12, "12")]
    [InlineData(0.123456, "0.1235")]
    [InlineData(-1.5, "−1.5")]
    [InlineData(123456, "123,456")]
    [InlineData(1.23456e-7, "1.235·10⁻⁷")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Numbers_have_four_significant_digits(double value, string expected) =>
        Assert.Equal(expected, Numbers.Text(value));

    [Theory]
    [InlineData(3.21, "3.2 s")]
    [InlineData(250, "4 min 10 s")]
    [InlineData(7300, "2 h 1 min")]
    public void Durations_are_written_as_a_reader_would(double seconds, string expected) =>
        Assert.Equal(expected, Numbers.Seconds(seconds));

    [Fact]
    public void The_line_that_ends_a_run_names_the_report_and_links_to_it_on_a_terminal()
    {
        var path = Path.Combine(Environment.CurrentDirectory, "artifacts", "a [b]", "report.html");

        Assert.Equal($"Report: {Path.Combine("artifacts", "a [b]", "report.html")}", Print(AnsiSupport.No).TrimEnd());
        Assert.Contains(new Uri(path).AbsoluteUri, Print(AnsiSupport.Yes), StringComparison.Ordinal);

        string Print(AnsiSupport ansi)
        {
            using var text = new StringWriter();
            var console = AnsiConsole.Create(
                new AnsiConsoleSettings { Ansi = ansi, Out = new AnsiConsoleOutput(text) }
            );
            console.Profile.Capabilities.Links = ansi == AnsiSupport.Yes;
            RunSummary.PrintReport(path, console);
            return text.ToString();
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Training;

namespace NtkRepro.Acceptance.Documents;

/// <summary>The recipes of docs/extending.md do what they say.</summary>
public sealed class RecipeTests(ExtendedCopy extended) : IClassFixture<ExtendedCopy>
{
    private const string Parent = "parent[my-images,vgg,s0]";

    /// <summary>The table of the new measure, as another program would read it.</summary>
    private sealed record DriftRow(int Seed, double Time, double Drift);

    [Theory]
    [InlineData("parent[fashion-mnist,vgg,s0]")]
    [InlineData(Parent)]
    public void The_new_network_has_the_weights_of_its_layers_and_learns(string parent)
    {
        var folder = extended.Result(parent);

        // Convolutions 1 → 8 → 8 → 16 → 16 of 3 × 3 with biases, and a linear layer.
        const int weights =
            ((9 * 1 * 8) + 8) + ((9 * 8 * 8) + 8) + ((9 * 8 * 16) + 16) + ((9 * 16 * 16) + 16) + ((16 * 10) + 10);
        Assert.Equal(weights, Weights(Path.Combine(folder, "final.safetensors")).Length);
        var performance = Table.Read<PerformanceRow>(Path.Combine(folder, "performance.parquet"));
        Assert.Equal("trained", performance[^1].Outcome);
        // Guessing one of ten classes is wrong nine times out of ten.
        Assert.InRange(performance[^1].TestError, 0.05, 0.75);
    }

    [Fact]
    public void The_new_network_on_the_new_dataset_has_all_tables()
    {
        var runs = Table.Read<RunRow>(extended.Latest("metrics", "runs.parquet"));

        // At the times of the recipe.
        Assert.Equal([0, 0, 1, 1], runs.Where(r => r.Kind == "child").Select(r => r.Time).Order());
        Assert.Equal([0, 1], runs.Where(r => r.Kind == "linearized").Select(r => r.Time).Order());
        Assert.Equal([0, 1], runs.Where(r => r.Kind == "control").Select(r => r.Time).Order());
        Assert.Equal(6, Table.Read<ClaimRow>(extended.Latest("metrics", "claims.parquet")).Count);
    }

    [Theory]
    [InlineData("train", 1024)]
    [InlineData("test", 1000)]
    public void The_new_dataset_holds_images_of_the_file_with_their_classes(string set, int count)
    {
        var path = Path.Combine(extended.Result("data[my-images]"), $"{set}.safetensors");
        using var scope = TorchSharp.torch.NewDisposeScope();
        var tensors = SafeTensors.Load(path);

        Assert.Equal([count, 16, 16, 1], tensors["pixels"].shape);
        var pixels = tensors["pixels"].bytes.ToArray();
        var labels = MemoryMarshal.Cast<byte, long>(tensors["labels"].bytes);
        var drawn = new List<string>();
        foreach (var (i, image) in pixels.Chunk(256).Index())
        {
            var values = image.Index().Where(v => v.Item > 0).Select(v => $"{v.Index + 1}:{v.Item}");
            drawn.Add(string.Create(CultureInfo.InvariantCulture, $"{labels[i]} {string.Join(' ', values)}"));
        }
        var lines = File.ReadLines(extended.At("artifacts", "downloads", "my-images", $"{set}.libsvm")).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(drawn.Except(lines, StringComparer.Ordinal));
    }

    [Fact]
    public void The_new_measure_is_the_distance_of_the_checkpoints_from_the_first()
    {
        var checkpoints = Directory.GetFiles(Path.Combine(extended.Result(Parent), "checkpoints"));
        var start = Weights(checkpoints.Single(c => Path.GetFileName(c) == "0.safetensors"));
        var length = Math.Sqrt(start.Sum(w => (double)w * w));
        var expected = checkpoints
            .Select(c => (Time: Time(c), Drift: Distance(start, Weights(c)) / length))
            .OrderBy(e => e.Time)
            .ToList();

        var rows = Table.Read<DriftRow>(extended.Latest("metrics", "drifts.parquet"));

        Assert.Equal(expected.Select(e => (0, e.Time)), rows.Select(r => (r.Seed, r.Time)));
        Assert.All(expected.Zip(rows), p => Assert.Equal(p.First.Drift, p.Second.Drift, 10));
        Assert.Equal(0, rows[0].Drift);
        Assert.All(rows.Skip(1), r => Assert.InRange(r.Drift, 1e-3, 10));
    }

    [Fact]
    public void The_new_figure_draws_its_table_on_a_logarithmic_axis()
    {
        var spectra = Table.Read<SpectrumRow>(extended.Latest("metrics", "spectra.parquet"));
        var figure = XDocument.Load(extended.Latest("figures", "largest_eigenvalue.svg")).Root!;

        Assert.All(
            ["pdf", "png"],
            extension => Assert.True(File.Exists(extended.Latest("figures", $"largest_eigenvalue.{extension}")))
        );
        var texts = figure.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.Contains("Largest eigenvalue", texts);
        Assert.Contains("time (epochs)", texts);
        Assert.Contains("largest eigenvalue of the kernel", texts);
        // Nothing else is round: with one curve there is no legend.
        var circles = figure.Descendants().Where(e => e.Name.LocalName == "ellipse").ToList();
        AssertAffine([.. spectra.Select(s => s.Time)], [.. circles.Select(c => Number(c, "cx"))], rises: true);
        double[] logarithms = [.. spectra.Select(s => Math.Log10(s.Largest))];
        AssertAffine(logarithms, [.. circles.Select(c => Number(c, "cy"))], rises: false);
    }

    [Fact]
    public void The_report_tells_the_values_of_the_new_figure()
    {
        var page = File.ReadAllText(extended.At("artifacts", "latest", "report.html"));
        var spectra = Table.Read<SpectrumRow>(extended.Latest("metrics", "spectra.parquet"));

        var heading = page.IndexOf(">Largest eigenvalue of the kernel", StringComparison.Ordinal);
        Assert.NotEqual(-1, heading);
        var start = page.IndexOf("<script type=\"application/json\">", heading, StringComparison.Ordinal);
        var figure = page[(page.IndexOf('>', start) + 1)..page.IndexOf("</script>", start, StringComparison.Ordinal)];
        var points = JsonNode.Parse(figure)!["data"]!.AsArray().Sum(t => t!["customdata"]?.AsArray().Count ?? 0);
        Assert.Equal(spectra.Count, points);
    }

    [Fact]
    public void Editors_and_pages_know_the_new_kinds_and_the_new_stage()
    {
        var schema = File.ReadAllText(extended.At("pipeline.schema.json"));
        Assert.All(
            ["\"vgg\"", "\"libsvm\"", "\"drift\""],
            name => Assert.Contains(name, schema, StringComparison.Ordinal)
        );
        var page = File.ReadAllText(extended.At("docs", "parameters.md"));
        Assert.All(["vgg", "libsvm"], name => Assert.Matches($@"\| one of [\w, -]*\b{name}\b", page));
    }

    // Pixels are rounded to hundredths.
    private static void AssertAffine(double[] values, double[] pixels, bool rises)
    {
        var points = values.Zip(pixels).OrderBy(p => p.First).ToList();
        Assert.Equal(values.Length, pixels.Length);
        var (low, high) = (points[0], points[^1]);
        var slope = (high.Second - low.Second) / (high.First - low.First);
        Assert.Equal(rises, slope > 0);
        Assert.All(points, p => Assert.Equal(low.Second + (slope * (p.First - low.First)), p.Second, 0.02));
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double Time(string checkpoint) =>
        double.Parse(Path.GetFileNameWithoutExtension(checkpoint), CultureInfo.InvariantCulture);

    // The network has no batch norm, and with the momentum left out there are weights alone.
    private static float[] Weights(string checkpoint)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var weights = SafeTensors
            .Load(checkpoint)
            .Where(t => !t.Key.Contains('/'))
            .OrderBy(t => t.Key, StringComparer.Ordinal);
        return [.. weights.SelectMany(t => MemoryMarshal.Cast<byte, float>(t.Value.bytes).ToArray())];
    }

    private static double Distance(float[] from, float[] to) =>
        Math.Sqrt(from.Zip(to, (a, b) => Math.Pow((double)b - a, 2)).Sum());
}

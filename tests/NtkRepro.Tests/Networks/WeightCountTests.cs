using NtkRepro.Networks;
using NtkRepro.Tangents;

namespace NtkRepro.Tests.Networks;

public sealed class WeightCountTests
{
    [Theory]
    [InlineData(28, 1, 61_706)]
    [InlineData(32, 3, 62_006)]
    public void Lenet_has_as_many_weights_as_it_is_known_for(int size, int channels, long count)
    {
        var network = NetworkFactory.Create(new ModelParameters("lenet", [6, 16, 120, 84]), channels, size, size, 10);

        Assert.Equal(count, network.WeightCount);
    }

    // With width w: 9 · 3 w for the first convolution; 18 w² n, 72 w² n and 288 w² n for the stages, less 18 w² and 72 w²
    // as the second and third begin with fewer channels; 10 (4 w + 1) for the last layer; and for all channels but the
    // last layer's, w (1 + 14 n) of them, two numbers of a norm or one bias.
    [Theory]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(44)]
    [InlineData(56)]
    public void A_residual_network_has_as_many_weights_as_the_closed_form_says(int depth)
    {
        var (n, w) = ((depth - 2) / 6, 16);
        var shared = (27 * w) + (w * w * ((378 * n) - 90)) + (10 * ((4 * w) + 1));
        var channels = w * (1 + (14 * n));

        Assert.Equal(shared + (2 * channels), Colour("resnet", depth, w, Norm.Batch).WeightCount);
        Assert.Equal(shared + (2 * channels), Colour("resnet", depth, w, Norm.Group).WeightCount);
        Assert.Equal(shared + channels, Colour("resnet", depth, w, Norm.None).WeightCount);
    }

    // He et al. 2016, table 6, says 0.27 million; Zagoruyko and Komodakis 2016, table 4, 36.5 million.
    [Theory]
    [InlineData("resnet", 20, 16, 269_722)]
    [InlineData("wide-resnet", 28, 10, 36_479_194)]
    public void Networks_of_the_literature_have_as_many_weights_as_they_are_known_for(
        string kind,
        int depth,
        int width,
        long count
    ) => Assert.Equal(count, Colour(kind, depth, width, Norm.Batch).WeightCount);

    [Theory]
    [InlineData("resnet", 9, 4, "8, 14, 20")]
    [InlineData("resnet", 2, 4, "8, 14, 20")]
    [InlineData("wide-resnet", 8, 1, "10, 16, 22")]
    [InlineData("wide-resnet", 10, 0, "width")]
    public void A_depth_or_width_that_no_such_network_has_is_refused(string kind, int depth, int width, string said)
    {
        var error = Assert.Throws<ArgumentException>(() => Colour(kind, depth, width, Norm.Batch));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 30, new[] { 6, 16, 120, 84 }, "30 × 30")]
    [InlineData(28, 32, new[] { 6, 16, 120, 84 }, "28 × 32")]
    [InlineData(28, 28, new[] { 6, 16, 120 }, "4 widths")]
    public void Images_or_widths_that_lenet_cannot_take_are_refused(int height, int width, int[] widths, string said)
    {
        var model = new ModelParameters("lenet", widths);

        var error = Assert.Throws<ArgumentException>(() => NetworkFactory.Create(model, 1, height, width, 10));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cnn", new[] { 16, 32, 32 }, 0, 0, new[] { 32, 64, 64 }, 0)]
    [InlineData("mlp", new[] { 16, 12 }, 0, 0, new[] { 32, 24 }, 0)]
    [InlineData("resnet", new int[0], 8, 4, new int[0], 8)]
    [InlineData("wide-resnet", new int[0], 10, 1, new int[0], 2)]
    public void A_multiplier_multiplies_all_widths(
        string kind,
        int[] widths,
        int depth,
        int width,
        int[] doubled,
        int twice
    )
    {
        var norm = depth > 0 ? Norm.Batch : Norm.None;
        var multiplied = new ModelParameters(kind, widths, depth, width, norm, Multiplier: 2);
        var spelledOut = new ModelParameters(kind, doubled, depth, twice, norm);

        var (a, b) = (Create(multiplied), Create(spelledOut));

        Assert.Equal(b.Weights.Select(x => x.Shape), a.Weights.Select(x => x.Shape));
    }

    private static Network Colour(string kind, int depth, int width, Norm norm) =>
        Create(new ModelParameters(kind, [], depth, width, norm));

    private static Network Create(ModelParameters model) => NetworkFactory.Create(model, 3, 32, 32, 10);
}

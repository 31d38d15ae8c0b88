using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

public sealed class ExamplesTests : IDisposable
{
    // Example i has the values 10 i + 1 and 10 i + 2, and the class i.
    private static readonly Examples Ten = new(
        Enumerable.Range(0, 10).SelectMany(i => new float[] { (10 * i) + 1, (10 * i) + 2 }).ToArray(),
        [.. Enumerable.Range(0, 10).Select(i => (long)i)],
        1,
        1,
        2
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_subset_has_different_examples_each_with_its_values()
    {
        var subset = Ten.Draw(7, 0, "subset");

        Assert.Equal(7, subset.Labels.Distinct().Count());
        Assert.Equal(subset.Labels.SelectMany(l => new[] { (10f * l) + 1, (10f * l) + 2 }), (float[])subset.Values);
        Assert.Equal(subset.Labels, Ten.Draw(7, 0, "subset").Labels);
        Assert.NotEqual(subset.Labels, Ten.Draw(7, 1, "subset").Labels);
    }

    [Fact]
    public void A_subset_cannot_be_larger_than_the_set()
    {
        var error = Assert.Throws<InvalidDataException>(() => Ten.Draw(11, 0, "train subset"));

        Assert.Contains(
            "train subset is to have 11 examples, and there are 10",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Values_that_are_no_pixels_are_loaded_as_they_are()
    {
        using var scope = NewDisposeScope();
        var path = folder.File("values.safetensors");

        LabelledImages.Save(path, Ten, 10, normalisation: null);
        using var loaded = LabelledImages.Load(path);

        Assert.Equal([10, 2, 1, 1], loaded.Images.shape);
        Assert.Equal(((float[])Ten.Values).Select(v => (double)v), Near.Values(loaded.Images));
        Assert.Equal(Ten.Labels, loaded.Labels.data<long>().ToArray());
        Assert.Equal(10, loaded.Classes);
    }

    [Fact]
    public void A_file_of_other_tensors_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var path = folder.File("weights.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = zeros([2]) });

        var error = Assert.Throws<InvalidDataException>(() => LabelledImages.Load(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}

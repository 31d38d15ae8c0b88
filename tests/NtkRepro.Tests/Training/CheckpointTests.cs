using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Path => folder.File("checkpoint.safetensors");

    private static Dictionary<string, ModelParameters> Models { get; } =
        new(StringComparer.Ordinal)
        {
            ["cnn"] = new("cnn", [4, 6]),
            ["lenet"] = new("lenet", [2, 3, 8, 6]),
            ["mlp"] = new("mlp", [5, 4]),
            ["resnet"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.Batch),
            ["resnet-group"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.Group),
            ["resnet-none"] = new("resnet", [], Depth: 8, Width: 4, Norm: Norm.None),
            ["wide-resnet"] = new("wide-resnet", [], Depth: 10, Width: 1, Norm: Norm.Batch),
        };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_tensors_have_the_names_and_shapes_of_the_modules_state_dict(string name)
    {
        using var scope = NewDisposeScope();
        using (var checkpoint = Make(name))
            checkpoint.Save(Path, Create(name));

        var tensors = SafeTensors.Load(Path);
        var module = NetworkFactory.CreateModule(Models[name], new ImageShape(1, 28, 28), 3);
        // PyTorch counts batches, and does without.
        var expected = module
            .state_dict()
            .Where(t => !t.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(t => t.Key, t => t.Value.shape, StringComparer.Ordinal);
        var weights = module.named_parameters().Select(p => p.name).Order(StringComparer.Ordinal).ToList();

        var (momentum, own) = (tensors.Where(t => t.Key.Contains('/')), tensors.Where(t => !t.Key.Contains('/')));
        Assert.Equal(
            expected.OrderBy(t => t.Key, StringComparer.Ordinal).Select(Described),
            own.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => Described(new(t.Key, t.Value.shape)))
        );
        Assert.Equal(
            weights.Select(w => $"momentum_buffer/{w}"),
            momentum.Select(t => t.Key).Order(StringComparer.Ordinal)
        );
        Assert.All(momentum, m => Assert.Equal(expected[m.Key["momentum_buffer/".Length..]], m.Value.shape));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_comes_back_bit_for_bit_with_the_statistics_that_would_be_estimated(string name)
    {
        using var scope = NewDisposeScope();
        var network = Create(name);
        using var saved = Make(name);
        saved.Save(Path, network);

        using var loaded = Checkpoint.Load(Path, network);

        Assert.Equal(saved.State.Weights.data<float>().ToArray(), loaded.State.Weights.data<float>().ToArray());
        Assert.Equal(saved.State.Momentum.data<float>().ToArray(), loaded.State.Momentum.data<float>().ToArray());
        Assert.Equal((7, true), (loaded.State.Step, loaded.State.Diverged));
        var estimated = network.MomentsAt(loaded.State.Weights, [Images()]);
        Assert.Equal(Bits(estimated), Bits(loaded.Moments));
        Assert.Equal(name is "resnet" or "wide-resnet", loaded.Moments.Count > 0);
    }

    [Fact]
    public void Weights_and_statistics_that_are_no_numbers_come_back_too()
    {
        using var scope = NewDisposeScope();
        var network = Create("resnet");
        var weights = full([network.WeightCount], float.NaN);
        using (var state = new TrainingState(weights, weights.clone(), 3))
            new Checkpoint(state, network.MomentsAt(weights, [Images()])).Save(Path, network);

        using var loaded = Checkpoint.Load(Path, network);

        Assert.All(loaded.State.Weights.data<float>().ToArray(), w => Assert.True(float.IsNaN(w)));
        Assert.All(loaded.Moments.Values, m => Assert.True(double.IsNaN(m.Mean.data<double>()[0])));
    }

    [Fact]
    public void A_state_of_its_own_has_no_statistics_and_a_checkpoint_is_none()
    {
        using var scope = NewDisposeScope();
        var network = Create("resnet");
        using var checkpoint = Make("resnet");
        var progress = folder.File("progress.safetensors");
        checkpoint.State.Save(progress, network);
        checkpoint.Save(Path, network);

        using var state = TrainingState.Load(progress, network);
        Assert.Equal(7, state.Step);
        Assert.DoesNotContain(SafeTensors.Load(progress).Keys, k => k.Contains("running", StringComparison.Ordinal));
        Assert.Contains(
            "'norm1.running_mean'",
            Refused(() => Checkpoint.Load(progress, network)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'block1.branch.norm1.running_mean', float64 [4]; the network has none",
            Refused(() => TrainingState.Load(Path, network)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("conv2.bias", "there is no tensor 'conv2.bias'; the network has one, float32 [6]")]
    [InlineData(
        "momentum_buffer/conv1.weight",
        "there is no tensor 'momentum_buffer/conv1.weight'; the network has one, float32 [4, 1, 3, 3]"
    )]
    public void A_tensor_that_is_missing_is_named(string name, string said) => AssertRefused(t => t.Remove(name), said);

    [Fact]
    public void A_tensor_too_many_is_named() =>
        AssertRefused(
            t => t["conv3.bias"] = zeros([2]),
            "there is a tensor 'conv3.bias', float32 [2]; the network has none of this name"
        );

    [Fact]
    public void A_tensor_of_another_shape_or_type_is_named()
    {
        AssertRefused(
            t => t["linear.weight"] = zeros([6, 3]),
            "'linear.weight' is float32 [6, 3]; the network's is float32 [3, 6]"
        );
        AssertRefused(
            t => t["linear.bias"] = zeros([3], ScalarType.Float64),
            "'linear.bias' is float64 [3]; the network's is float32 [3]"
        );
    }

    [Theory]
    [InlineData("step", null, "its header has no 'step'")]
    [InlineData("diverged", null, "its header has no 'diverged'")]
    [InlineData("step", "soon", "step 'soon' is no whole number")]
    [InlineData("step", "-1", "step '-1' is no whole number")]
    public void A_header_without_the_step_or_the_outcome_is_refused(string key, string? text, string said) =>
        AssertRefused(
            _ => { },
            said,
            texts =>
            {
                texts.Remove(key);
                if (text is not null)
                    texts[key] = text;
            }
        );

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using var scope = NewDisposeScope();
        var network = Samples.Affine(2);
        using (var state = new TrainingState(ones([4]), zeros([4]), 5))
            state.Save(Path, network);
        var whole = File.ReadAllBytes(Path);

        for (var length = 0; length < whole.Length; length++)
        {
            folder.Write("cut.safetensors", whole[..length]);
            Assert.Throws<InvalidDataException>(() => TrainingState.Load(folder.File("cut.safetensors"), network));
        }
    }

    // What is said of a file that is not quite what was saved; its name is said too.
    private void AssertRefused(
        Action<Dictionary<string, Tensor>> change,
        string said,
        Action<Dictionary<string, string>>? changeTexts = null
    )
    {
        using var scope = NewDisposeScope();
        using (var checkpoint = Make("cnn"))
            checkpoint.Save(Path, Create("cnn"));
        var (tensors, texts) = SafeTensors.LoadAll(Path);
        var (changed, changedTexts) = (new Dictionary<string, Tensor>(tensors), new Dictionary<string, string>(texts));
        change(changed);
        changeTexts?.Invoke(changedTexts);
        SafeTensors.Save(Path, changed, changedTexts);

        Assert.Equal(
            $"{Path} is no checkpoint of this network: {said}",
            Refused(() => Checkpoint.Load(Path, Create("cnn")))
        );
    }

    private static string Refused(Func<IDisposable> load) => Assert.Throws<InvalidDataException>(() => load()).Message;

    private static Network Create(string name) => NetworkFactory.Create(Models[name], 1, 28, 28, 3);

    private static Checkpoint Make(string name)
    {
        using var scope = NewDisposeScope();
        var network = Create(name);
        var weights = network.Initialise(0);
        var state = new TrainingState(weights, network.Initialise(1), 7) { Diverged = true };
        return new Checkpoint(state, network.MomentsAt(weights, [Images()]));
    }

    // [5, 1, 28, 28]
    private static Tensor Images()
    {
        var random = new CounterRandom(0, "images of a test");
        return tensor([.. Enumerable.Range(0, 5 * 28 * 28).Select(_ => (float)random.NextNormal())], [5, 1, 28, 28]);
    }

    private static string Described(KeyValuePair<string, long[]> array) =>
        $"{array.Key} [{string.Join(", ", array.Value)}]";

    private static IEnumerable<string> Bits(IReadOnlyDictionary<string, ChannelMoments> moments) =>
        moments
            .SelectMany(m => new[] { (m.Key, Of: m.Value.Mean), (m.Key, Of: m.Value.Variance) })
            .Select(m => $"{m.Key} {Convert.ToHexString(m.Of.bytes)}")
            .Order(StringComparer.Ordinal);
}

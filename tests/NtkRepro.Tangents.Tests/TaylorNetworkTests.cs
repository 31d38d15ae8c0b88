using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class TaylorNetworkTests
{
    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Without_displacement_it_is_the_network(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        using var taylor = new TaylorNetwork(oracle.At(oracle.Weights(type)), oracle.Weights(type));

        var logits = taylor.Logits(
            oracle.AllImages(type),
            oracle.Network.Split(zeros([oracle.Network.WeightCount], type))
        );

        Near.Equal(oracle["logits"], logits, type);
    }

    // Images as they are loaded, channels innermost.
    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void What_is_kept_of_a_training_set_gives_the_same_logits_and_gradients(string name)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var origin = oracle.Weights(ScalarType.Float32);
        using var data = Samples.Images(folder, 20, 28, 10);
        using var taylor = new TaylorNetwork(oracle.At(origin), origin);
        var places = tensor(new long[] { 19, 0, 7, 7 }, [4]);
        var displacement = oracle.Network.Split(origin * 0.3).Select(part => part.requires_grad_()).ToArray();

        var anew = taylor.Logits(data.Select(places).Images, displacement);
        using var set = taylor.At(data.Images);
        var kept = set.Logits(places, displacement);

        Near.Equal(anew.detach(), kept.detach());
        Near.Equal(
            taylor.Logits(data.Images.narrow(0, 3, 5), displacement).detach(),
            set.Logits(3, 5, displacement).detach()
        );
        foreach (
            var (expected, actual) in autograd
                .grad([anew.square().sum()], displacement)
                .Zip(autograd.grad([kept.square().sum()], displacement))
        )
            Near.Equal(expected, actual, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void With_a_displacement_it_adds_the_oracles_jvp(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        using var taylor = new TaylorNetwork(oracle.At(oracle.Weights(type)), oracle.Weights(type));

        var logits = taylor.Logits(oracle.AllImages(type), oracle.Network.Split(oracle.Direction(type)));

        var sum = oracle["logits"].Values.Zip(oracle["push"].Values, (f, jv) => f + jv).ToArray();
        Near.Equal(sum, oracle["logits"].Shape, logits, type);
    }

    [Fact]
    public void Of_a_network_linear_in_its_weights_it_is_the_network_everywhere()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(nn.Flatten(), nn.Linear(784, 10)));
        var (origin, displacement) = (network.Initialise(0), network.Initialise(1));
        using var taylor = new TaylorNetwork(network, origin);
        var images = Oracle.Batch(ScalarType.Float32);

        var logits = taylor.Logits(images, network.Split(displacement));

        Near.Equal(network.Forward(images, network.Split(origin + displacement)), logits);
    }

    [Fact]
    public void Later_changes_of_the_origin_do_not_reach_it()
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of("mlp");
        var origin = oracle.Weights(ScalarType.Float32);
        using var taylor = new TaylorNetwork(oracle.Network, origin);
        origin.mul_(0);

        var nothing = oracle.Network.Split(zeros([oracle.Network.WeightCount]));

        Near.Equal(oracle["logits"], taylor.Logits(Oracle.Batch(ScalarType.Float32), nothing), ScalarType.Float32);
    }
}

using NtkRepro.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>What has no derivative per example, or is no mistake that may pass, is refused with what is wrong.</summary>
public sealed class RefusalTests
{
    // By name what is not the same for an example alone as among others.
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Mixing = new(StringComparer.Ordinal)
    {
        ["what comes before"] = x => x.cumsum(0),
        ["what comes after"] = x => x.flip(0).cumsum(0).flip(0),
        ["its place"] = x => x * (arange(x.shape[0], ScalarType.Float64).view(-1, 1) + 1),
        ["the largest"] = x => x / x.abs().max(),
        ["a condition"] = x => x.sum().item<double>() > 0 ? x : x.square(),
        ["the wrong axis"] = x => nn.functional.softmax(x, 0),
    };

    public static TheoryData<string, int> Mixes
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in Mixing.Keys)
            {
                cases.Add(name, 2);
                cases.Add(name, 5);
            }
            // Nothing is beside it, and yet.
            cases.Add("the wrong axis", 1);
            cases.Add("the largest", 1);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Mixes))]
    public void What_depends_on_other_examples_is_refused(string name, int batch)
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(Precise(nn.Linear(4, 3)), new Function(Mixing[name])));
        // Of the sums of the examples some are positive and some negative: weights that are drawn may give only one kind.
        var weights = network.Split(network.ModuleWeights().Fill(1));
        var inputs = (arange(batch * 4, ScalarType.Float64).sin() * 3).view(batch, 4);

        var error = Assert.Throws<InvalidOperationException>(() => network.Linearize(inputs, weights));

        Assert.StartsWith("'1' (Function) mixes examples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recurrent_network_that_takes_the_batch_for_time_is_refused()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(new Recurrent());

        var error = Assert.Throws<InvalidOperationException>(() => network.Linearize(randn(6, 5, 3), Own(network)));

        Assert.StartsWith("Recurrent mixes examples", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Dropout_in_training_is_refused_whatever_it_happens_to_draw(int batch)
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(nn.Linear(4, 2), nn.Dropout(1e-6), nn.Linear(2, 2)));

        var error = Assert.Throws<InvalidOperationException>(() => network.Kernel(ones(batch, 4), Own(network)));

        Assert.StartsWith("'1' (Dropout) draws at random", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_norm_that_only_autograd_knows_is_refused_by_name_where_it_is_to_be_fixed()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(("hidden", nn.Linear(4, 3)), ("norm", nn.BatchNorm1d(3))));

        var error = Assert.Throws<InvalidOperationException>(() =>
            network.Freeze(network.ModuleWeights(), [ones(2, 4)])
        );

        Assert.StartsWith("batch norm 'norm' cannot be fixed here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_a_norm_that_is_not_there_are_refused()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(("norm", nn.BatchNorm2d(2))));
        var moments = new ChannelMoments(zeros(2), ones(2));

        var unknown = Assert.Throws<ArgumentException>(() => network.Freeze(Named("nrom", moments)));
        var wrong = Assert.Throws<ArgumentException>(() =>
            network.Freeze(Named("norm", moments with { Mean = zeros(3) }))
        );

        Assert.StartsWith(
            "there is no batch norm 'nrom' to fix; there are: norm",
            unknown.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith("batch norm 'norm' has 2 channels", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_overwrites_the_other_side_of_a_residual_sum_is_refused_wherever_it_hides()
    {
        var flattened = new Residual(nn.Sequential(nn.Flatten(), nn.ReLU(inplace: true), nn.Linear(4, 4)));
        Assert.Contains(
            "'0.branch.1'",
            Assert.Throws<ArgumentException>(() => Tangents.Of(nn.Sequential(flattened))).Message
        );

        using var scope = NewDisposeScope();
        var hidden = Tangents.Of(
            nn.Sequential(new Residual(nn.Sequential(new Function(x => x.mul_(2)), nn.Linear(4, 4))))
        );
        var error = Assert.Throws<InvalidOperationException>(() => hidden.Linearize(ones(2, 4), Own(hidden)));
        Assert.StartsWith("'0.branch.0' (Function) overwrites its input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_residual_sum_of_two_shapes_is_refused()
    {
        using var scope = NewDisposeScope();
        var module = nn.Sequential(("block", new Residual(nn.Linear(4, 1))));
        var network = Tangents.Of(module);

        foreach (
            Action use in new Action[]
            {
                () => network.Linearize(ones(2, 4), Own(network)),
                () => network.Forward(ones(2, 4), Own(network)),
            }
        )
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.StartsWith(
                "residual sum 'block': its branch gives [2, 1], its shortcut [2, 4]",
                error.Message,
                StringComparison.Ordinal
            );
        }
        Assert.Throws<InvalidOperationException>(() => module.call(ones(2, 4)));
    }

    [Fact]
    public void Inference_mode_is_refused_where_autograd_is_needed()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(nn.Linear(4, 3), nn.Tanh()));
        var weights = Own(network);
        using var _ = inference_mode();

        var error = Assert.Throws<InvalidOperationException>(() => network.Kernel(ones(2, 4), weights));

        Assert.Contains("use no_grad instead", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_differentiated_twice_has_rows_and_a_vjp_and_says_that_it_has_no_jvp()
    {
        using var scope = NewDisposeScope();
        var attention = new Function(x =>
            nn.functional.scaled_dot_product_attention(x.unsqueeze(1), x.unsqueeze(1), x.unsqueeze(1)).squeeze(1)
        );
        var network = Tangents.Of(nn.Sequential(nn.Linear(4, 4), attention, nn.Flatten()));
        var inputs = arange(24).sin().view(2, 3, 4);
        var derivative = network.Linearize(inputs, Own(network));
        var cotangent = arange(24).cos().view(2, 12);

        var error = Assert.Throws<InvalidOperationException>(() =>
            derivative.Jvp([.. Own(network).Select(w => ones_like(w))])
        );

        Assert.StartsWith("'1' (Function) cannot be differentiated twice", error.Message, StringComparison.Ordinal);
        Near.Equal(derivative.Jacobian().t().mv(cotangent.view(-1)), derivative.Vjp(cotangent), 1e-5);
    }

    // No number, rather than a wrong one.
    [Fact]
    public void A_second_derivative_through_a_module_that_autograd_is_asked_about_is_no_number()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 2)));
        var leaves = network.Leaves(network.ModuleWeights());
        var gradients = autograd.grad(
            [network.Forward(ones(2, 4), leaves).sum()],
            leaves,
            retain_graph: true,
            create_graph: true
        );

        var second = autograd.grad([gradients[0].square().sum()], leaves, allow_unused: true);

        Assert.Contains(second, g => !g.IsInvalid && g.isnan().any().item<bool>());
    }

    [Theory]
    [InlineData("convolutions")]
    [InlineData("layer norm and gelu")]
    [InlineData("a class with a forward of its own")]
    public void A_derivative_stays_as_it_was_when_weights_and_inputs_change(string name)
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(SampleModules.Make(name));
        var (weights, inputs) = (network.ModuleWeights(), SampleModules.All[name].Input());
        var expected = network.Linearize(inputs, network.Split(weights)).Jacobian();
        var derivative = network.Linearize(inputs, network.Split(weights));

        weights.add_(1);
        inputs.mul_(2);

        Near.Equal(expected, derivative.Jacobian());
    }

    [Fact]
    public void Arrays_that_are_not_the_networks_are_refused()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(("out", nn.Linear(4, 3))));
        var arrays = Own(network);
        var derivative = network.Linearize(ones(2, 4), arrays);

        Refused("[30]; this network has one vector of 15", () => network.Split(ones(30)));
        Refused("3 arrays of weights; this network has 2", () => network.Forward(ones(2, 4), [.. arrays, ones(1)]));
        Refused(
            "'out.weight' is of shape [4, 3]; [3, 4] is right",
            () => network.Kernel(ones(2, 4), [arrays[0].t(), arrays[1]])
        );
        Refused("'out.bias' is of shape [2]; [3] is right", () => derivative.Jvp([arrays[0], ones(2)]));
        Refused("[3, 2]; that of the logits is right: [2, 3]", () => derivative.Vjp(ones(3, 2)));
        Refused("[0, 4]; [batch, …] with at least one example", () => network.Linearize(zeros(0, 4), arrays));
        Refused("a kernel of 6 rows is not of 4 classes", () => TangentKernel.OfLogit(ones(6, 6), 4, 0));

        static void Refused(string message, Action use) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(use).Message, StringComparison.Ordinal);
    }

    private static Tensor[] Own(Network network) => network.Split(network.ModuleWeights());

    private static nn.Module<Tensor, Tensor> Precise(nn.Module<Tensor, Tensor> module)
    {
        module.to(ScalarType.Float64);
        return module;
    }

    private static Dictionary<string, ChannelMoments> Named(string name, ChannelMoments moments) =>
        new(StringComparer.Ordinal) { [name] = moments };

    private sealed class Function(Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(nameof(Function))
    {
        public override Tensor forward(Tensor input) => function(input);
    }

    private sealed class Recurrent : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.LSTM cells = nn.LSTM(3, 4);
        private readonly nn.Module<Tensor, Tensor> output = nn.Linear(4, 2);

        public Recurrent()
            : base(nameof(Recurrent)) => RegisterComponents();

        public override Tensor forward(Tensor input) => output.call(cells.call(input).Item1.select(1, -1));
    }
}

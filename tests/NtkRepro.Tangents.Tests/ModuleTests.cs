using NtkRepro.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Any module has the derivatives of its function, whichever way they are found.</summary>
public sealed class ModuleTests
{
    public static TheoryData<string> Names => [.. SampleModules.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_network_is_the_module(string name)
    {
        using var scope = NewDisposeScope();
        var (module, network, weights, inputs) = Case(name);

        Near.Equal(module.call(inputs.clone()).detach(), network.Forward(inputs, network.Split(weights)));
        Near.Equal(module.call(inputs.clone()).detach(), network.Linearize(inputs, network.Split(weights)).Logits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_weights_have_the_names_shapes_and_order_of_the_modules_parameters(string name)
    {
        var (module, network, weights, _) = Case(name);

        var expected = module.named_parameters().Where(p => p.parameter.requires_grad).ToList();
        Assert.Equal(expected.Select(p => p.name), network.Weights.Select(w => w.Name));
        Assert.Equal(expected.Select(p => p.parameter.shape), network.Weights.Select(w => w.Shape));
        Assert.Equal(expected.SelectMany(p => Near.Values(p.parameter)), Near.Values(weights));
    }

    // The module's own parameters and the engine's reverse mode, one row after the other; no code of the library.
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_jacobian_is_what_autograd_finds_of_the_module_itself(string name)
    {
        using var scope = NewDisposeScope();
        var (module, network, weights, inputs) = Case(name);
        var parameters = module.parameters().Where(p => p.requires_grad).ToArray();
        var logits = module.call(inputs.clone()).reshape(-1);
        var rows = Enumerable
            .Range(0, (int)logits.numel())
            .Select(i => autograd.grad([logits[i]], parameters, retain_graph: true))
            .Select(gradients => cat([.. gradients.Select(g => g.reshape(-1))]));
        var expected = stack([.. rows]);

        Near.Equal(expected, network.Linearize(inputs, network.Split(weights)).Jacobian());
        Near.Equal(expected, ReferenceDerivatives.Jacobian(network, weights, inputs));
        Near.Equal(expected.mm(expected.t()), network.Kernel(inputs, network.Split(weights)));
        Near.Equal(expected.mm(expected.t()), TangentKernel.Compute(network, weights, inputs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_jvp_is_the_slope_of_the_module(string name)
    {
        using var scope = NewDisposeScope();
        var (module, network, weights, inputs) = Case(name);
        var direction = Direction(network.WeightCount);
        const double h = 1e-6;

        var jvp = network.Linearize(inputs, network.Split(weights)).Jvp(network.Split(direction));

        Near.Equal((At(weights + (direction * h)) - At(weights - (direction * h))) / (2 * h), jvp, 1e-7);

        Tensor At(Tensor there)
        {
            using var _ = no_grad();
            var arrays = network.Split(there);
            foreach (var (parameter, array) in module.parameters().Where(p => p.requires_grad).Zip(arrays))
                parameter.copy_(array);
            return module.call(inputs.clone());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_vjp_is_the_adjoint_of_its_jvp(string name)
    {
        using var scope = NewDisposeScope();
        var (_, network, weights, inputs) = Case(name);
        var (direction, cotangent) = (Direction(network.WeightCount), Direction(9).view(3, 3));
        var derivative = network.Linearize(inputs, network.Split(weights));

        var (jvp, vjp) = (derivative.Jvp(network.Split(direction)), derivative.Vjp(cotangent));

        Near.Equal((jvp * cotangent).sum(), (vjp * direction).sum());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_finds_the_modules_own_gradient(string name)
    {
        using var scope = NewDisposeScope();
        var (module, network, weights, inputs) = Case(name);
        var cotangent = Direction(9).view(3, 3);
        var parameters = module.parameters().Where(p => p.requires_grad).ToArray();
        var expected = autograd.grad([module.call(inputs.clone())], parameters, [cotangent]);

        var leaves = network.Leaves(weights);
        var actual = autograd.grad([network.Forward(inputs, leaves)], leaves, [cotangent]);

        foreach (var (e, a) in expected.Zip(actual))
            Near.Equal(e, a);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_linearization_is_trained_by_the_transpose(string name)
    {
        using var scope = NewDisposeScope();
        var (_, network, weights, inputs) = Case(name);
        using var taylor = new TaylorNetwork(network, weights);
        var cotangent = Direction(9).view(3, 3);
        var leaves = network.Leaves(zeros_like(weights));
        var places = tensor(new long[] { 2, 0, 1 }, [3]);
        using var set = taylor.At(inputs);

        var gradient = autograd.grad([set.Logits(places, leaves)], leaves, [cotangent.index_select(0, places)]);

        Near.Equal(network.Linearize(inputs, network.Split(weights)).Vjp(cotangent), Network.Join(gradient));
        var displacement = network.Split(weights);
        Near.Equal(taylor.Logits(inputs.narrow(0, 1, 2), displacement), set.Logits(1, 2, displacement));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_module_keeps_its_weights_and_its_type(string name)
    {
        using var scope = NewDisposeScope();
        var (module, network, weights, inputs) = Case(name);
        module.to(ScalarType.Float32);
        var before = module.state_dict().SelectMany(p => Near.Values(p.Value)).ToList();

        network.Kernel(inputs, network.Split(weights * 2));

        Assert.Equal(before, module.state_dict().SelectMany(p => Near.Values(p.Value)));
        Assert.All(module.parameters(), p => Assert.Equal(ScalarType.Float32, p.dtype));
    }

    [Fact]
    public void Known_layers_and_autograd_find_the_same_on_every_module()
    {
        foreach (var name in SampleModules.All.Keys)
        {
            using var scope = NewDisposeScope();
            var (module, network, weights, inputs) = Case(name);
            var generic = new Network(new Sequence([new AutogradLayer("", module)]), module);

            Near.Equal(
                generic.Linearize(inputs, generic.Split(weights)).Jacobian(),
                network.Linearize(inputs, network.Split(weights)).Jacobian()
            );
            Near.Equal(generic.Kernel(inputs, generic.Split(weights)), network.Kernel(inputs, network.Split(weights)));
        }
    }

    // Without a fast path the result would be as right, and a hundred times as late.
    [Theory]
    [InlineData("perceptron", 0)]
    [InlineData("convolutions", 0)]
    [InlineData("oblong convolutions", 0)]
    [InlineData("convolutions of no fast path", 3)]
    [InlineData("norms", 1)]
    [InlineData("residual sums", 0)]
    [InlineData("a class with a forward of its own", 1)]
    public void Known_layers_take_the_fast_path(string name, int generic)
    {
        using var scope = NewDisposeScope();

        var layers = ModuleReader.Read(SampleModules.Make(name)).Layers;

        Assert.Equal(generic, layers.Count(layer => layer is AutogradLayer));
    }

    [Fact]
    public void What_mixes_examples_is_refused_by_name()
    {
        var mixing = nn.Sequential(("linear", nn.Linear(4, 3)), ("norm", nn.BatchNorm1d(3)), ("centre", new Centred()));
        mixing.to(ScalarType.Float64);

        Refused(mixing, "'norm' (BatchNorm1d) mixes examples");
        mixing.eval();
        Refused(mixing, "'centre' (Centred) mixes examples");
        Refused(Images(nn.BatchNorm2d(2)), "batch norm '0' mixes examples");
        Refused(new Centred(), "Centred mixes examples");
    }

    [Fact]
    public void What_draws_at_random_is_refused_by_name_until_it_is_in_evaluation_mode()
    {
        using var scope = NewDisposeScope();
        var module = nn.Sequential(
            ("linear", nn.Linear(4, 50)),
            ("dropout", nn.Dropout(0.5)),
            ("out", nn.Linear(50, 3))
        );
        module.to(ScalarType.Float64);

        Refused(module, "'dropout' (Dropout) draws at random");

        module.eval();
        var network = Tangents.Of(module);
        Assert.Equal([9, 9], network.Kernel(SampleModules.Normals(4), network.Split(network.ModuleWeights())).shape);
    }

    [Fact]
    public void A_rectifier_that_overwrites_what_a_residual_sum_reads_is_refused_by_name()
    {
        var module = nn.Sequential(new Residual(nn.Sequential(nn.ReLU(inplace: true), nn.Linear(4, 4))));

        var error = Assert.Throws<ArgumentException>(() => Tangents.Of(module));

        Assert.Contains("'0.branch.0' overwrites its input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_no_row_of_logits_is_refused()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(Images());

        var error = Assert.Throws<InvalidOperationException>(() =>
            network.Kernel(
                SampleModules.Normals(2, 3, 3).to_type(ScalarType.Float32),
                network.Split(network.ModuleWeights())
            )
        );

        Assert.Contains("[1, 2, 3, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rectifiers_within_a_module_of_its_own_are_seen()
    {
        using var scope = NewDisposeScope();
        var (_, network, weights, inputs) = Case("a class with a forward of its own");

        var pattern = network.ActivationPattern(inputs, network.Split(weights));

        var hidden = inputs.mm(network.Split(weights)[0].t()) + network.Split(weights)[1];
        Assert.Equal(
            Near.Values(hidden.gt(0).to_type(ScalarType.Float64)),
            Near.Values(pattern.Single().to_type(ScalarType.Float64))
        );
    }

    [Fact]
    public void Nothing_is_left_behind_by_training_through_autograd()
    {
        using var scope = NewDisposeScope();
        var (_, network, weights, inputs) = Case("attention");
        var leaves = network.Leaves(weights);
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var i = 0; i < 20; i++)
            Step();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var step = NewDisposeScope();
            autograd.grad([network.Forward(inputs, leaves).square().sum()], leaves);
        }
    }

    private static void Refused(nn.Module<Tensor, Tensor> module, string message)
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(module);
        var inputs = module is TorchSharp.Modules.Sequential { Count: 2 }
            ? SampleModules.Normals(2, 3, 3)
            : SampleModules.Normals(4);
        var weights =
            network.WeightCount == 0 ? [] : network.Split(network.ModuleWeights().to_type(ScalarType.Float64));

        var error = Assert.Throws<InvalidOperationException>(() => network.Linearize(inputs, weights));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static TorchSharp.Modules.Sequential Images(nn.Module<Tensor, Tensor>? norm = null) =>
        norm is null ? nn.Sequential(nn.Conv2d(2, 2, 1), nn.ReLU()) : nn.Sequential(norm, nn.Conv2d(2, 2, 1));

    private static (nn.Module<Tensor, Tensor> Module, Network Network, Tensor Weights, Tensor Inputs) Case(string name)
    {
        var module = SampleModules.Make(name);
        var network = Tangents.Of(module);
        return (module, network, network.ModuleWeights(), SampleModules.All[name].Input());
    }

    private static Tensor Direction(long count)
    {
        var random = new NtkRepro.Data.CounterRandom(2, "directions");
        return tensor(Enumerable.Range(0, (int)count).Select(_ => random.NextNormal()).ToArray(), [count]);
    }

    private sealed class Centred() : nn.Module<Tensor, Tensor>(nameof(Centred))
    {
        public override Tensor forward(Tensor input) => input - input.mean([0], keepdim: true);
    }
}

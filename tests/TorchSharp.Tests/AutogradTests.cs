using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class AutogradTests : ScopedTest
{
    private static Tensor Leaf(params double[] values) => Numbers.Doubles(values).requires_grad_();

    [Fact]
    public void The_gradient_of_a_scalar_has_the_shape_of_each_input()
    {
        var (x, y) = (Leaf(1, 2), Leaf(3));
        // ∂(Σ x² y) = (2 x y, Σ x²)
        var gradients = autograd.grad([(x.square() * y).sum()], [x, y]);
        Numbers.Close([2], [6, 12], gradients[0]);
        Numbers.Close([1], [5], gradients[1]);
    }

    [Fact]
    public void Grad_outputs_weigh_the_outputs()
    {
        var x = Leaf(1, 2, 3);
        // Jᵀ c with J = diag(2 x)
        var gradient = autograd.grad([x.square()], [x], [Numbers.Doubles(1, 0, -1)])[0];
        Numbers.Close([3], [2, 0, -6], gradient);
    }

    [Fact]
    public void Several_outputs_add_up()
    {
        var x = Leaf(2);
        var gradient = autograd.grad([x.square(), x * 3], [x], [Numbers.Doubles(1), Numbers.Doubles(10)])[0];
        Numbers.Close([1], [34], gradient);
    }

    [Fact]
    public void A_retained_graph_can_be_used_again()
    {
        var x = Leaf(3);
        var y = (x * x * x).sum();
        var first = autograd.grad([y], [x], retain_graph: true)[0];
        var second = autograd.grad([y], [x])[0];
        Numbers.Close([1], [27], first);
        Numbers.Close(first, second);
    }

    [Fact]
    public void Gradients_can_be_differentiated_in_turn()
    {
        var x = Leaf(2);
        var first = autograd.grad([(x * x * x).sum()], [x], retain_graph: true, create_graph: true)[0];
        Assert.True(first.requires_grad);
        Numbers.Close([1], [12], first);
        Numbers.Close([1], [12], autograd.grad([first.sum()], [x])[0]);
    }

    [Fact]
    public void An_unused_input_has_a_gradient_without_a_value_where_that_is_allowed()
    {
        var (x, unused) = (Leaf(1), Leaf(1));
        var gradients = autograd.grad([x.sum()], [x, unused], allow_unused: true);
        Numbers.Close([1], [1], gradients[0]);
        Numbers.Gone(gradients[1]);
    }

    [Fact]
    public void What_comes_of_a_tensor_that_requires_a_gradient_requires_one()
    {
        var x = Leaf(1);
        Assert.True((x * 2).requires_grad);
        Assert.False(x.detach().requires_grad);
        Assert.False((x.detach() * 2).requires_grad);
    }

    [Fact]
    public void Detach_shares_storage()
    {
        var x = Leaf(1, 2);
        x.detach().mul_(5);
        Numbers.Close([2], [5, 10], x.detach());
    }

    [Fact]
    public void Requires_grad_can_be_set_and_reset()
    {
        var x = Numbers.Doubles(1);
        Assert.Same(x, x.requires_grad_());
        Assert.True(x.requires_grad);
        x.requires_grad = false;
        Assert.False(x.requires_grad);
    }

    [Fact]
    public void Gradient_modes_nest()
    {
        var x = Leaf(1);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
                using (no_grad())
                    Assert.False(is_grad_enabled());
                Assert.True(is_grad_enabled());
            }
            Assert.False(is_grad_enabled());
            using (enable_grad(false))
                Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_leaf_that_requires_a_gradient_is_changed_in_place_only_without_recording()
    {
        var x = Leaf(1);
        Assert.Throws<ExternalException>(() => x.mul_(2));
        using (no_grad())
            x.mul_(2);
        Numbers.Close([1], [2], x.detach());
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        var (x, w) = (Numbers.Random(1, 2, 2, 5, 5), Numbers.Random(2, 3, 2, 3, 3));
        var direction = Numbers.Random(3, 3, 2, 3, 3);
        Tensor Loss(Tensor weight) => nn.functional.relu(nn.functional.conv2d(x, weight, padding: [1])).square().sum();

        var leaf = w.clone().requires_grad_();
        var slope = (autograd.grad([Loss(leaf)], [leaf])[0] * direction).sum().item<double>();
        const double Step = 1e-5;
        var rise = (Loss(w + (direction * Step)) - Loss(w + (direction * -Step))).item<double>();
        Assert.Equal(slope, rise / (2 * Step), 1e-6 * (1 + Math.Abs(slope)));
    }
}

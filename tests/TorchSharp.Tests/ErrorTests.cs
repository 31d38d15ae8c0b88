using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ErrorTests : ScopedTest
{
    private static void Refused(Func<object> operation, string message) =>
        Assert.Contains(message, Assert.Throws<ExternalException>(operation).Message, StringComparison.Ordinal);

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        Refused(() => ones([2]) + ones([3]), "The size of tensor a (2) must match the size of tensor b (3)");
        Refused(() => ones([2, 3]).mm(ones([2, 3])), "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        Refused(() => ones([2, 3]).view(4), "shape '[4]' is invalid for input of size 6");
        Refused(() => ones([2]).expand(3), "must match the existing size (2)");
        Refused(() => stack([ones([2]), ones([3])]), "stack expects each tensor to be equal size");
        Refused(() => ones([2]).add_(ones([2, 2])), "doesn't match the broadcast shape [2, 2]");
    }

    [Fact]
    public void Axes_and_indices_out_of_range_are_named()
    {
        Refused(() => ones([2, 3]).sum(2), "Dimension out of range");
        Refused(() => ones([2]).select(0, 7), "index 7 out of range");
        Refused(() => ones([2]).index_select(0, Numbers.Longs(9)), "index out of range");
        Refused(() => ones([4]).narrow(0, 3, 2), "exceeds dimension size");
    }

    [Fact]
    public void Types_that_do_not_fit_are_named()
    {
        Refused(() => Numbers.Longs(1).requires_grad_(), "floating point");
        Refused(() => Numbers.Longs(1, 2).mean(), "floating point");
        Refused(() => Numbers.Longs(1).mul_(0.5), "can't be cast");
    }

    [Fact]
    public void Convolutions_of_the_wrong_channels_are_refused() =>
        Refused(() => nn.functional.conv2d(ones([1, 2, 4, 4]), ones([1, 3, 3, 3])), "to have 3 channels, but got 2");

    [Fact]
    public void The_engine_goes_on_after_an_error()
    {
        for (var i = 0; i < 100; i++)
            Assert.Throws<ExternalException>(() => ones([2]) + ones([3]));
        Numbers.Close([2], [2, 2], ones([2]) + ones([2]));
    }
}

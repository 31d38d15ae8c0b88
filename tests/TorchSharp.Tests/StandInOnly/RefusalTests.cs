using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.StandInOnly;

// Not conformance: the package does more here, or ends the process.
public sealed class RefusalTests : ScopedTest
{
    [Fact]
    public void What_the_slice_leaves_out_is_refused_and_not_ignored()
    {
        Assert.Throws<NotSupportedException>(() => zeros([1], names: ["a"]));
    }

    [Fact]
    public void A_missing_tensor_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => ones([1]).mul(null!));
        Assert.Throws<ArgumentNullException>(() => nn.functional.linear(ones([1, 1]), null!));
    }

    [Fact]
    public void Mistakes_in_differentiating_are_errors()
    {
        var (x, unused) = (ones([1], requires_grad: true), ones([1], requires_grad: true));
        var y = x.square().sum();
        var error = Assert.Throws<ExternalException>(() => autograd.grad([y], [unused], retain_graph: true));
        Assert.Contains("appears to not have been used in the graph", error.Message, StringComparison.Ordinal);
        autograd.grad([y], [x]);
        error = Assert.Throws<ExternalException>(() => autograd.grad([y], [x]));
        Assert.Contains("backward through the graph a second time", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ExternalException>(() => autograd.grad([ones([1])], [x]));
        Assert.Contains("does not require grad", error.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => autograd.grad([x * x.expand(2)], [x]));
    }

    [Fact]
    public void Zero_threads_are_refused() => Assert.Throws<ExternalException>(() => set_num_threads(0));

    [Fact]
    public void The_version_is_that_of_the_installed_library() =>
        Assert.Contains(
            $"\"{__version__}\"",
            File.ReadAllText("/usr/include/torch/csrc/api/include/torch/version.h"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Padding_with_other_than_a_constant_is_refused() =>
        Assert.Throws<NotSupportedException>(() => nn.functional.pad(ones([2, 2]), [1, 1], (PaddingModes)1));

    [Fact]
    public void A_type_that_is_none_is_refused()
    {
        var none = (ScalarType)99;
        Assert.Throws<ExternalException>(() => zeros([1], none));
        Assert.Throws<ExternalException>(() => ones([1]).to_type(none));
        Assert.Throws<ExternalException>(() => ones([1]).sum(none));
        Assert.Throws<ExternalException>(() => tensor(new[] { 1f }, [1], none));
    }

    // The newer releases of the package take the first elements of a longer array.
    [Fact]
    public void An_array_longer_than_its_dimensions_is_refused()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, [2]));
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1L }, [0]));
    }
}

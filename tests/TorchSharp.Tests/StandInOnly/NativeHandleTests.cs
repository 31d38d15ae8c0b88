using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Tests.StandInOnly;

// Not conformance: how many native handles the process holds is known to the stand-in only.
[Collection("alone")]
public sealed class NativeHandleTests
{
    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Native.shim_live_handles();
    }

    [Fact]
    public void Handles_stay_flat_over_many_steps_of_training()
    {
        var before = Settled();
        using (NewDisposeScope())
        {
            var (x, y) = (Numbers.Random(1, 8, 3), Numbers.Random(2, 8, 1));
            var weights = zeros([3, 1], ScalarType.Float64, requires_grad: true);
            var momentum = zeros([3, 1], ScalarType.Float64);
            var start = Native.shim_live_handles();
            var peaks = new HashSet<long>();
            for (var step = 0; step < 10_000; step++)
            {
                using (NewDisposeScope())
                {
                    var loss = (nn.functional.relu(x.mm(weights)) - y).square().mean();
                    var gradient = autograd.grad([loss], [weights])[0];
                    using var _ = no_grad();
                    momentum.mul_(0.9).add_(gradient);
                    weights.add_(momentum, -0.01);
                    peaks.Add(Native.shim_live_handles());
                }
                Assert.Equal(start, Native.shim_live_handles());
            }
            Assert.Single(peaks);
        }
        Assert.Equal(before, Settled());
    }

    [Fact]
    public void Tensors_outside_of_scopes_are_freed_by_the_collector()
    {
        var before = Settled();
        Litter();
        Assert.Equal(before, Settled());
    }

    [Fact]
    public void A_refused_operation_leaves_no_handle_behind()
    {
        var before = Settled();
        using (NewDisposeScope())
        {
            for (var i = 0; i < 100; i++)
                Assert.ThrowsAny<Exception>(() => ones([2]).mm(ones([3])));
        }
        Assert.Equal(before, Settled());
    }

    // A method of its own, so that no local variable keeps a tensor alive.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Litter()
    {
        for (var i = 0; i < 1000; i++)
            _ = (ones([10]) + 1).sum();
    }
}

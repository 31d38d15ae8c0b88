using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Pieces of work on several threads.</summary>
[Collection(nameof(EngineThreads))]
public sealed class SideBySideTests
{
    [Fact]
    public void Any_number_of_threads_gives_the_same_kernel()
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of("resnet-batch");
        var weights = oracle.Weights(ScalarType.Float32);
        var network = oracle.At(weights);
        var images = cat([.. Enumerable.Repeat(Oracle.Batch(ScalarType.Float32, 8), 12)], 0);

        var kernels = OnThreads([1, 3], () => Near.Values(network.Kernel(images, network.Split(weights))));

        Assert.Equal(kernels[0], kernels[1]);
    }

    [Fact]
    public void A_failure_on_any_thread_is_the_callers_and_leaves_the_number_of_threads()
    {
        var outcome = OnThreads(
            [2],
            () =>
            {
                var failure = Record.Exception(() =>
                    SideBySide.Run(8, i => throw new ArithmeticException($"piece {i}"))
                );
                return (failure, get_num_threads());
            }
        );

        var (exception, after) = Assert.Single(outcome);
        Assert.StartsWith("piece ", Assert.IsType<ArithmeticException>(exception).Message, StringComparison.Ordinal);
        Assert.Equal(2, after);
    }

    // The results of the work where the engine has so many threads.
    private static List<T> OnThreads<T>(int[] counts, Func<T> work)
    {
        var results = new List<T>();
        var thread = new Thread(() =>
        {
            using var scope = NewDisposeScope();
            foreach (var count in counts)
            {
                set_num_threads(count);
                results.Add(work());
            }
            set_num_threads(1);
        });
        thread.Start();
        thread.Join();
        return results;
    }
}

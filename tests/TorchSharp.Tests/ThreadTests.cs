using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ThreadTests
{
    // Least squares by gradient descent: the weights after some steps.
    private static double[] Regression()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Numbers.Random(1, 32, 4), Numbers.Random(2, 32, 1));
        var weights = zeros([4, 1], ScalarType.Float64, requires_grad: true);
        for (var step = 0; step < 200; step++)
        {
            using var inner = NewDisposeScope();
            var loss = (x.mm(weights) - y).square().mean();
            var gradient = autograd.grad([loss], [weights])[0];
            using var _ = no_grad();
            weights.add_(gradient, -0.1);
        }
        return weights.detach().data<double>().ToArray();
    }

    private static T[] OnThreads<T>(int count, Func<int, T> work)
    {
        var results = new T[count];
        var errors = new Exception?[count];
        var threads = Enumerable
            .Range(0, count)
            .Select(i => new Thread(() =>
            {
                try
                {
                    results[i] = work(i);
                }
                catch (Exception error)
                {
                    errors[i] = error;
                }
            }))
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.All(errors, Assert.Null);
        return results;
    }

    [Fact]
    public void Eight_threads_that_train_get_what_one_gets()
    {
        var alone = Regression();
        Assert.All(OnThreads(8, _ => Regression()), weights => Assert.Equal(alone, weights));
    }

    [Fact]
    public void Errors_reach_the_thread_that_made_them()
    {
        var messages = OnThreads(
            8,
            i =>
            {
                using var scope = NewDisposeScope();
                return Record.Exception(() => ones([i + 2]) + ones([100])).Message;
            }
        );
        for (var i = 0; i < 8; i++)
            Assert.Contains($"The size of tensor a ({i + 2})", messages[i], StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_mode_is_that_of_its_thread()
    {
        using var _ = no_grad();
        Assert.Equal([true], OnThreads(1, _ => is_grad_enabled()));
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void A_tensor_can_be_read_by_many_threads()
    {
        using var numbers = Numbers.Counting(100, 100);
        var sums = OnThreads(
            8,
            i =>
            {
                using var scope = NewDisposeScope();
                return numbers.select(0, i).sum().item<double>();
            }
        );
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (i * 10_000.0) + 4950), sums);
    }

    [Fact]
    public void The_number_of_threads_of_an_operation_can_be_set()
    {
        var counts = OnThreads(
            1,
            _ =>
            {
                set_num_threads(2);
                var two = get_num_threads();
                set_num_threads(1);
                return (two, get_num_threads());
            }
        );
        Assert.Equal([(2, 1)], counts);
    }
}

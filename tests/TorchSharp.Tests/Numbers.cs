using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Tensors to test with, and the one numeric assertion.</summary>
internal static class Numbers
{
    public static Tensor Doubles(params double[] values) => tensor(values, [values.Length]);

    public static Tensor Floats(params float[] values) => tensor(values, [values.Length]);

    public static Tensor Longs(params long[] values) => tensor(values, [values.Length]);

    /// <summary>0, 1, 2, … in a shape.</summary>
    public static Tensor Counting(params long[] shape) =>
        tensor(Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (double)i).ToArray(), shape);

    /// <summary>Numbers between -1 and 1, the same for the same seed.</summary>
    public static double[] Sample(long count, int seed)
    {
        // A linear congruential generator: enough for numbers that have no pattern of their own.
        var state = (ulong)seed;
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            values[i] = ((state >> 11) * (2.0 / (1UL << 53))) - 1;
        }
        return values;
    }

    public static Tensor Random(int seed, params long[] shape) =>
        tensor(Sample(shape.Aggregate(1L, (a, b) => a * b), seed), shape);

    /// <summary>Asserts that there is nothing behind a tensor.</summary>
    public static void Gone(Tensor tensor) => Assert.Throws<InvalidOperationException>(() => tensor.numel());

    /// <summary>Asserts the shape and the values, within the precision of the tensor's type.</summary>
    public static void Close(long[] shape, double[] expected, Tensor actual)
    {
        Assert.Equal(shape, actual.shape);
        var tolerance = actual.dtype switch
        {
            ScalarType.Float32 => 1e-5,
            ScalarType.Float64 => 1e-12,
            _ => 0,
        };
        var values = actual.to_type(ScalarType.Float64).data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - values[i]);
            Assert.True(
                error <= tolerance * (1 + Math.Abs(expected[i])),
                $"element {i} is {values[i]:R}, not {expected[i]:R}"
            );
        }
    }

    public static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Close(expected.shape, expected.to_type(ScalarType.Float64).data<double>().ToArray(), actual);
    }
}

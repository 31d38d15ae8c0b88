using System.Globalization;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>The one comparison of tensors that allows for rounding.</summary>
internal static class Near
{
    /// <summary>Compares with a tensor of the same type.</summary>
    public static void Equal(Tensor expected, Tensor actual, double? tolerance = null) =>
        Equal(Values(expected), expected.shape, actual, expected.dtype, tolerance);

    /// <summary>Compares with an array of any type; <paramref name="actual"/> must be of <paramref name="type"/>.</summary>
    public static void Equal(RawArray expected, Tensor actual, ScalarType type, double? tolerance = null) =>
        Equal(expected.Values, expected.Shape, actual, type, tolerance);

    /// <summary>
    /// Fails unless shape and type are right, every value is finite, and none is further from what is expected than
    /// the tolerance (1e-5 in float32, 1e-9 in float64) times the largest expected magnitude.
    /// </summary>
    public static void Equal(double[] expected, long[] shape, Tensor actual, ScalarType type, double? tolerance = null)
    {
        Assert.Equal(shape, actual.shape);
        Assert.Equal(type, actual.dtype);
        var values = Values(actual);
        var scale = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        var allowed = (tolerance ?? Tolerance(type)) * scale;
        var errors = expected.Zip(values, (e, a) => double.IsFinite(a) ? Math.Abs(e - a) : double.PositiveInfinity);
        var (worst, at) = errors.Select((error, i) => (error, i)).DefaultIfEmpty().MaxBy(e => e.error);
        Assert.True(
            worst <= allowed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"at {Position(at, shape)}: expected {Item(expected, at):R}, actual {Item(values, at):R}; off by {worst:E2}, allowed {allowed:E2}"
            )
        );
    }

    /// <summary>Fails unless ‖expected − actual‖₂ is at most the tolerance times ‖expected‖₂.</summary>
    public static void EqualInNorm(RawArray expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.shape);
        var values = expected.Values;
        var distance = Math.Sqrt(values.Zip(Values(actual), (e, a) => (e - a) * (e - a)).Sum());
        var norm = Math.Sqrt(values.Sum(v => v * v));
        Assert.True(
            distance <= tolerance * norm,
            string.Create(
                CultureInfo.InvariantCulture,
                $"relative distance {distance / norm:E2}, allowed {tolerance:E2}"
            )
        );
    }

    /// <summary>Compares numbers to a relative tolerance.</summary>
    public static void Equal(double expected, double actual, double tolerance) =>
        Assert.InRange(
            actual,
            expected - (tolerance * Math.Abs(expected)),
            expected + (tolerance * Math.Abs(expected))
        );

    /// <summary>The values of a tensor in row-major order.</summary>
    public static double[] Values(Tensor tensor)
    {
        using var copy = tensor.detach().to_type(ScalarType.Float64);
        return copy.Values<double>();
    }

    private static double Tolerance(ScalarType type) => type == ScalarType.Float64 ? 1e-9 : 1e-5;

    private static double Item(double[] values, int at) => at < values.Length ? values[at] : double.NaN;

    private static string Position(int index, long[] shape)
    {
        var position = new long[shape.Length];
        long rest = index;
        for (var d = shape.Length - 1; d >= 0; d--)
            (rest, position[d]) = Math.DivRem(rest, Math.Max(1, shape[d]));
        return $"[{string.Join(", ", position)}]";
    }
}

using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

/// <summary>Small kernels made for one test.</summary>
internal static class KernelSamples
{
    /// <summary>diag(values), float64.</summary>
    public static Tensor Diagonal(params double[] values) =>
        eye(values.Length, dtype: ScalarType.Float64) * tensor(values, [values.Length]);

    /// <summary>A positive definite matrix [size, size] float64, the same for the same name.</summary>
    public static Tensor Positive(int size, string name)
    {
        var random = new CounterRandom(0, name);
        var values = Enumerable.Range(0, 2 * size * size).Select(_ => random.NextNormal()).ToArray();
        var factor = tensor(values, [size, 2 * size]);
        return factor.mm(factor.t());
    }

    /// <summary>The kernel κ[(i,a),(j,b)] = Θ[i,j] δ_ab of a trace kernel Θ [m, m] float64.</summary>
    public static Tensor OfTrace(Tensor trace, int classes)
    {
        var count = trace.shape[0];
        var identity = eye(classes, dtype: ScalarType.Float64);
        var kernel = trace.reshape(count, 1, count, 1) * identity.reshape(1, classes, 1, classes);
        return kernel.reshape(count * classes, count * classes);
    }

    /// <summary>κ with its probes in another order.</summary>
    public static Tensor Permuted(Tensor kernel, long[] order, int classes)
    {
        var rows = order.SelectMany(i => Enumerable.Range(0, classes).Select(a => (i * classes) + a)).ToArray();
        var index = tensor(rows, [rows.Length]);
        return kernel.index_select(0, index).index_select(1, index);
    }

    /// <summary>Labels as a tensor.</summary>
    public static Tensor Labels(params long[] labels) => tensor(labels, [labels.Length]);
}

using System.Security.Cryptography;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro;

/// <summary>
/// Says whether this machine gives the bits that portable numerics promise: each kind of operation that the stages leave to the engine or to
/// the C library, on small fixed inputs of odd sizes, hashed and compared with what it gave where the hashes were made.
/// </summary>
public static class SelfTest
{
    private const int HashLength = 16;

    private static readonly Lazy<IReadOnlyList<string>> Once = new(() =>
        [.. Hashes().Where(IsOther).Select(h => h.Operation)]
    );

    private static readonly Dictionary<string, string> Golden = new(StringComparer.Ordinal)
    {
        ["matrix product"] = "5092c1c29cf7c734",
        ["product of rows"] = "752b73dfbe4f9051",
        ["float64 matrix product"] = "e250b9f2fcd60d7a",
        ["batched matrix product"] = "d4316b3ac3168503",
        ["linear layer"] = "4d0c89984952d02a",
        ["convolution"] = "4eb5460cee712e24",
        ["strided convolution"] = "bb01b74720074644",
        ["batch norm"] = "51e6b0d2a4f7cfd9",
        ["group norm"] = "c9627650d1effac8",
        ["pooling"] = "6480c8ded604b989",
        ["softmax and cross entropy"] = "03acf5d5b50dc7f4",
        ["sums"] = "1527fb4b53473494",
        ["eigenvalues"] = "020c01740b20299c",
        ["Cholesky factor"] = "5ed116adb4ed13ce",
        ["functions of numbers"] = "a1e19e952c650712",
    };

    /// <summary>The operations that give other bits here; none on a machine that keeps the promise. Computed once in a process.</summary>
    public static IReadOnlyList<string> Differing => Once.Value;

    /// <summary>The first 16 hex digits of the SHA-256 of each operation's result, as this machine computes it.</summary>
    public static IReadOnlyList<(string Operation, string Hash)> Hashes()
    {
        using var scope = NewDisposeScope();
        using var device = new OnCpuAlone();
        return [.. Operations().Select(o => (o.Name, Hash(o.Compute())))];
    }

    private static bool IsOther((string Operation, string Hash) of) =>
        Golden.GetValueOrDefault(of.Operation) != of.Hash;

    private static IEnumerable<(string Name, Func<Tensor[]> Compute)> Operations()
    {
        yield return (
            "matrix product",
            () => [Values(0, 67, 45).mm(Values(1, 45, 31)), Values(2, 5, 129).mm(Values(3, 129, 3))]
        );
        yield return ("product of rows", () => [Rows(Values(0, 173, 131), Values(1, 11, 131))]);
        yield return ("float64 matrix product", () => [Wide(0, 33, 29).mm(Wide(1, 29, 37))]);
        yield return ("batched matrix product", () => [Values(0, 3, 17, 23).bmm(Values(1, 3, 23, 9))]);
        yield return (
            "linear layer",
            () =>
                Derivatives(
                    x => nn.functional.linear(x[0], x[1], x[2]),
                    Values(0, 13, 21),
                    Values(1, 10, 21),
                    Values(2, 10)
                )
        );
        yield return ("convolution", () => Derivatives(Convolution(1), Images(0, 7, 3, 14), Values(1, 16, 3, 3, 3)));
        yield return (
            "strided convolution",
            () => Derivatives(Convolution(2), Images(0, 5, 8, 13), Values(1, 9, 8, 3, 3))
        );
        yield return (
            "batch norm",
            () =>
                Derivatives(
                    x => nn.functional.batch_norm(x[0], null, null, x[1], x[2], training: true),
                    Images(0, 9, 8, 7),
                    Values(1, 8),
                    Values(2, 8)
                )
        );
        yield return (
            "group norm",
            () =>
                Derivatives(
                    x => nn.functional.group_norm(x[0], 2, x[1], x[2]),
                    Images(0, 3, 8, 7),
                    Values(1, 8),
                    Values(2, 8)
                )
        );
        yield return (
            "pooling",
            () => Derivatives(x => nn.functional.max_pool2d(x[0], 2).mean([2, 3]), Images(0, 5, 6, 14))
        );
        yield return (
            "softmax and cross entropy",
            () =>
                Derivatives(
                    x => nn.functional.cross_entropy(x[0], Labels(11)).view(1).Plus(x[0].softmax(1).sum()),
                    Values(0, 11, 10)
                )
        );
        yield return (
            "sums",
            () =>
                [
                    Values(0, 1003).sum(),
                    Values(0, 31, 37).mean([0]),
                    Values(0, 31, 37).sum(ScalarType.Float64),
                    Wide(0, 777).sum(),
                ]
        );
        yield return ("eigenvalues", () => [linalg.eigvalsh(Positive(19)), linalg.eigh(Positive(7)).Item1]);
        yield return ("Cholesky factor", () => [Wide(1, 19, 3).cholesky_solve(linalg.cholesky(Positive(19)))]);
        yield return ("functions of numbers", () => [Functions()]);
    }

    // What training runs through: the value, and the derivative with respect to each argument.
    private static Tensor[] Derivatives(Func<Tensor[], Tensor> function, params Tensor[] arguments)
    {
        foreach (var argument in arguments)
            argument.requires_grad = true;
        var value = function(arguments);
        var weights = Values(9, [.. value.shape]);
        return [value, .. autograd.grad([value], arguments, [weights])];
    }

    private static Func<Tensor[], Tensor> Convolution(long stride) =>
        x => nn.functional.conv2d(x[0], x[1], strides: [stride, stride], padding: [1, 1]);

    // As kernels multiply: pixels by filters.
    private static Tensor Rows(Tensor pixels, Tensor filters) =>
        nn.functional.conv2d(
            pixels.view(1, pixels.shape[0], 1, pixels.shape[1]).permute(0, 3, 1, 2),
            filters.view(filters.shape[0], filters.shape[1], 1, 1),
            dilation: [2, 2]
        );

    private static Tensor Positive(int size)
    {
        var root = Wide(0, size, size);
        return root.mm(root.t()).Plus(eye(size, dtype: ScalarType.Float64));
    }

    // With channels innermost in memory, as the networks have them.
    private static Tensor Images(int salt, long count, long channels, long size) =>
        Values(salt, count, size, size, channels).permute(0, 3, 1, 2);

    private static Tensor Labels(int count) => tensor(Enumerable.Range(0, count).Select(i => i * 7L % 10).ToArray());

    private static Tensor Values(int salt, params long[] shape) => Wide(salt, shape).to_type(ScalarType.Float32);

    // Multiples of 1/1024 between -1 and 1, without a pattern that sums would hide.
    private static Tensor Wide(int salt, params long[] shape)
    {
        var count = shape.Aggregate(1L, (all, length) => all * length);
        var values = new double[count];
        var state = (ulong)(salt + 1) * 0x9E3779B97F4A7C15;
        foreach (ref var value in values.AsSpan())
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            value = ((long)(state >> 53) - 1024) / 1024.0;
        }
        return tensor(values, shape);
    }

    // The C library's, which differ between its versions if they do.
    private static Tensor Functions()
    {
        double[] numbers = [.. Enumerable.Range(1, 41).Select(i => i * 0.173)];
        Func<double, double>[] functions =
        [
            Math.Exp,
            Math.Log,
            Math.Log10,
            Math.Cos,
            Math.Sin,
            x => Math.Pow(10, x),
            Math.Sqrt,
        ];
        return tensor(functions.SelectMany(f => numbers.Select(f)).ToArray());
    }

    private static string Hash(Tensor[] results)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var result in results)
            hash.AppendData(result.detach().contiguous().bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
    }

    // The promise is of a processor and of one thread, as a worker has it: several add up in another order.
    private sealed class OnCpuAlone : IDisposable
    {
        private readonly Device device = get_default_device();
        private readonly int threads = get_num_threads();

        public OnCpuAlone()
        {
            set_default_device(CPU);
            set_num_threads(1);
        }

        public void Dispose()
        {
            set_num_threads(threads);
            set_default_device(device);
        }
    }
}

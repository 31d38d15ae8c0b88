using NtkRepro.Kernels;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The eigenvalues of a kernel, and ridge regression with it.</summary>
internal sealed class EigenWork : Work
{
    private readonly WorkInput input;

    public EigenWork(WorkInput input)
    {
        this.input = input;
        var (eigenvalues, alpha) = Solve();
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["eigenvalues"] = tensor(eigenvalues.Reverse().ToArray(), [eigenvalues.Count]),
            ["alpha"] = alpha,
        };
    }

    public override void Run() => Solve().Alpha.Dispose();

    private (IReadOnlyList<double> Eigenvalues, Tensor Alpha) Solve()
    {
        var kernel = input.Tensors["kernel"];
        return (
            KernelSpectrum.Of(kernel).Eigenvalues,
            KernelRegression.Solve(kernel, input.Tensors["residual"], input.Number("ridge"))
        );
    }
}

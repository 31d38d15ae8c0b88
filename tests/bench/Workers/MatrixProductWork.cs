using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The product of two square matrices, as fast as our side can make it: the yardstick for arithmetic rates.</summary>
internal sealed class MatrixProductWork : Work
{
    private readonly Tensor matrix; // [n, n] float32

    public MatrixProductWork(WorkInput input)
    {
        matrix = Matrices.Of(input);
        Run();
    }

    public override void Run() => RowProduct.Of(matrix, matrix).Dispose();
}

using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>What a tangent kernel ends in: the rows of a Jacobian times themselves, added to the lower half of a kernel.</summary>
internal sealed class ContractionWork : Work
{
    private readonly Tensor rows; // [M, P] float32
    private readonly Tensor kernel; // [M, M] float32

    public ContractionWork(WorkInput input)
    {
        rows = Matrices.Of(input);
        kernel = zeros([rows.shape[0], rows.shape[0]]);
        Run();
    }

    public override void Run()
    {
        foreach (var (start, count) in Gram.Strips(rows.shape[0], 1))
        {
            using var scope = NewDisposeScope();
            Gram.Add(rows, kernel, start, count);
        }
    }
}

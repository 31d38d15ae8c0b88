using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>What a tangent kernel ends in: the rows of a Jacobian times themselves, added to the upper half of a kernel.</summary>
internal sealed class ContractionWork : Work
{
    private readonly Tensor[] pieces; // of [M, P] float32, columns that are multiplied together
    private readonly Tensor kernel; // [M, M] float32

    public ContractionWork(WorkInput input)
    {
        var rows = Matrices.Of(input);
        pieces = [.. rows.split([.. RowProduct.Parts(rows.shape[1])], 1).Select(piece => piece.contiguous())];
        kernel = zeros([rows.shape[0], rows.shape[0]]);
        Run();
    }

    public override void Run()
    {
        foreach (var (start, count) in Gram.Strips(kernel.shape[0], 1, 240))
        {
            using var scope = NewDisposeScope();
            foreach (var piece in pieces)
                Gram.Add(piece, kernel, start, count);
        }
    }
}

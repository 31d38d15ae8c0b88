using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Matrices of which only the size matters.</summary>
internal static class Matrices
{
    /// <summary>[rows, columns] float32 as the input says, with numbers between -½ and ½.</summary>
    public static Tensor Of(WorkInput input)
    {
        var (rows, columns) = (input.Integer("rows"), input.Integer("columns"));
        var values = new float[rows * columns];
        var bits = 1u;
        for (var i = 0; i < values.Length; i++)
        {
            bits = unchecked((bits * 1_664_525u) + 1_013_904_223u);
            values[i] = ((bits >> 8) / (float)(1 << 24)) - 0.5f;
        }
        return tensor(values, [rows, columns]);
    }
}

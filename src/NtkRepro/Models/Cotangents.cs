using static TorchSharp.torch;

namespace NtkRepro.Models;

internal static class Cotangents
{
    /// <summary>
    /// Applies an elementwise operation between [batch · cotangents, …] and what there is once per example, [batch, …].
    /// </summary>
    public static Tensor PerExample(this Tensor cotangent, Tensor perExample, Func<Tensor, Tensor, Tensor> operation)
    {
        var (rows, batch) = (cotangent.shape[0], perExample.shape[0]);
        var inner = cotangent.shape[1..];
        var grouped = cotangent.reshape([batch, rows / batch, .. inner]);
        return operation(grouped, perExample.unsqueeze(1)).reshape([rows, .. inner]);
    }
}

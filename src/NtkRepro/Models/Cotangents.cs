using static TorchSharp.torch;

namespace NtkRepro.Models;

internal static class Cotangents
{
    /// <summary>
    /// The elementwise product of [batch · cotangents, …] and what there is once per example, [batch, …].
    /// </summary>
    public static Tensor TimesPerExample(this Tensor cotangent, Tensor perExample)
    {
        var (rows, batch) = (cotangent.shape[0], perExample.shape[0]);
        var inner = cotangent.shape[1..];
        var grouped = cotangent.reshape([batch, rows / batch, .. inner]);
        return (grouped * perExample.unsqueeze(1)).reshape([rows, .. inner]);
    }
}

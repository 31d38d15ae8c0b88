using static TorchSharp.torch;

namespace NtkRepro.Tangents;

internal static class Cotangents
{
    /// <summary>
    /// The elementwise product of [batch · cotangents, …] and what there is once per example, [batch, …].
    /// </summary>
    /// <param name="cotangent">[batch · cotangents, …].</param>
    /// <param name="perExample">[batch, …].</param>
    /// <param name="overwrite">Whether the cotangents may become the product, where their memory allows it.</param>
    public static Tensor TimesPerExample(this Tensor cotangent, Tensor perExample, bool overwrite = false)
    {
        var (rows, batch) = (cotangent.shape[0], perExample.shape[0]);
        var inner = cotangent.shape[1..];
        var grouped = cotangent.reshape([batch, rows / batch, .. inner]);
        var each = perExample.unsqueeze(1);
        var product = overwrite && cotangent.is_contiguous() ? grouped.mul_(each) : grouped * each;
        return product.reshape([rows, .. inner]);
    }
}

using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Makes a dataset of tensors in memory.</summary>
internal static class LabelledTensors
{
    /// <summary>The images [n, channels, height, width] float32, taken as they are, with their labels [n] int64.</summary>
    public static LabelledImages Of(Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        // A dataset comes from a file, whose images have the channels innermost.
        var rows = images.permute(0, 2, 3, 1).contiguous();
        var (height, width, channels) = ((int)rows.shape[1], (int)rows.shape[2], (int)rows.shape[3]);
        var path = Path.GetTempFileName();
        try
        {
            LabelledImages.Save(
                path,
                new Examples(rows.data<float>().ToArray(), labels.data<long>().ToArray(), height, width, channels),
                BenchNetworks.Classes,
                null
            );
            return LabelledImages.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

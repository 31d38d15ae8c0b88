using System.Globalization;
using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>The parent's kernel on the probes at one time, as it is stored.</summary>
/// <param name="Kernel">κ, [m · C, m · C] float32, the logits of one probe side by side.</param>
/// <param name="Labels">The classes of the probes, [m] int64.</param>
/// <param name="Epoch">The time of the nearest whole step.</param>
public sealed record KernelFile(Tensor Kernel, Tensor Labels, double Epoch)
{
    /// <summary>The most rows of a kernel: a file holds an array of at most 2³¹ − 1 bytes.</summary>
    public const int MostRows = 23_170;

    /// <summary>Writes it as safetensors.</summary>
    public void Save(string path) =>
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["kernel"] = Kernel, ["labels"] = Labels },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["epoch"] = Epoch.ToString("R", CultureInfo.InvariantCulture),
            }
        );

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static KernelFile Load(string path)
    {
        var tensors = SafeTensors.Load(path);
        var epoch = double.Parse(SafeTensors.LoadMetadata(path)["epoch"], CultureInfo.InvariantCulture);
        return new KernelFile(tensors["kernel"], tensors["labels"], epoch);
    }
}

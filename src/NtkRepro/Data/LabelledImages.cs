using System.Globalization;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>Images, ready for a network, and their classes.</summary>
/// <remarks>Images: [count, channels, height, width] float32 with the channels innermost in memory. Labels: [count] int64.</remarks>
public sealed class LabelledImages : IDisposable
{
    private LabelledImages(Tensor images, Tensor labels, int classes)
    {
        Images = images;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>[count, channels, height, width], normalised.</summary>
    public Tensor Images { get; }

    /// <summary>[count], classes from 0.</summary>
    public Tensor Labels { get; }

    /// <summary>The number of classes C.</summary>
    public int Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => (int)Labels.numel();

    /// <summary>Reads what <see cref="Save"/> wrote, and applies the normalisation found in the file.</summary>
    public static LabelledImages Load(string path)
    {
        var metadata = SafeTensors.LoadMetadata(path);
        var mean = double.Parse(metadata["mean"], CultureInfo.InvariantCulture);
        var deviation = double.Parse(metadata["deviation"], CultureInfo.InvariantCulture);
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Load(path);
        // pixels: [count, height, width, channels] bytes; the view with channels second keeps them innermost in memory.
        var pixels = tensors["pixels"].to_type(ScalarType.Float32);
        var images = ((pixels / 255.0) + -mean) / deviation;
        return new LabelledImages(
            images.permute(0, 3, 1, 2).DetachFromDisposeScope(),
            tensors["labels"].DetachFromDisposeScope(),
            int.Parse(metadata["classes"], CultureInfo.InvariantCulture)
        );
    }

    /// <summary>Writes raw pixels, labels and the normalisation to apply when they are read.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <param name="pixels">[count, height, width, channels], 0 to 255.</param>
    /// <param name="labels">[count].</param>
    /// <param name="height">Pixels.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="mean">The mean of the training pixels, in units of 255.</param>
    /// <param name="deviation">Their standard deviation, in the same units.</param>
    /// <param name="classes">The number of classes.</param>
    public static void Save(
        string path,
        byte[] pixels,
        long[] labels,
        int height,
        int width,
        double mean,
        double deviation,
        int classes
    )
    {
        using var scope = NewDisposeScope();
        var channels = pixels.Length / labels.Length / height / width;
        var bytes = empty([labels.Length, height, width, channels], ScalarType.Byte);
        pixels.CopyTo(bytes.bytes);
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                ["pixels"] = bytes,
                ["labels"] = tensor(labels, [labels.Length]),
            },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["mean"] = mean.ToString("R", CultureInfo.InvariantCulture),
                ["deviation"] = deviation.ToString("R", CultureInfo.InvariantCulture),
                ["classes"] = classes.ToString(CultureInfo.InvariantCulture),
            }
        );
    }

    /// <summary>The images at <paramref name="index"/> ([n] int64), with their labels.</summary>
    public LabelledImages Select(Tensor index)
    {
        // Rows are gathered with the channels last in the shape too, so that their order in memory is kept.
        var rows = Images.permute(0, 2, 3, 1).index_select(0, index).permute(0, 3, 1, 2);
        return new LabelledImages(rows, Labels.index_select(0, index), Classes);
    }

    /// <summary>The first <paramref name="count"/> images, or all where there are fewer.</summary>
    public LabelledImages Take(int count)
    {
        var n = Math.Min(count, Count);
        return new LabelledImages(Images.narrow(0, 0, n), Labels.narrow(0, 0, n), Classes);
    }

    /// <summary>Consecutive views of at most <paramref name="size"/> images.</summary>
    public IEnumerable<LabelledImages> Chunks(int size)
    {
        for (var start = 0; start < Count; start += size)
        {
            var n = Math.Min(size, Count - start);
            yield return new LabelledImages(Images.narrow(0, start, n), Labels.narrow(0, start, n), Classes);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}

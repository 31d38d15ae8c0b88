using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>Images (or other examples, as images of one pixel), ready for a network, and their classes.</summary>
/// <remarks>Images: [count, channels, height, width] float32 with the channels innermost in memory. Labels: [count] int64.</remarks>
public sealed class LabelledImages : IDisposable
{
    private Tensor? host;

    private LabelledImages(Tensor images, Tensor labels, int classes)
    {
        Images = images;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>[count, channels, height, width], normalised.</summary>
    public Tensor Images { get; }

    /// <summary>The same as <see cref="Images"/>, on the CPU.</summary>
    internal Tensor Host => host ??= Images.cpu().DetachFromDisposeScope();

    /// <summary>[count], classes from 0.</summary>
    public Tensor Labels { get; }

    /// <summary>The number of classes C.</summary>
    public int Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => (int)Labels.numel();

    /// <summary>Reads what <see cref="Save(string, Examples, int, Normalisation)"/> wrote, and normalises pixels.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds no examples.</exception>
    public static LabelledImages Load(string path)
    {
        using var scope = NewDisposeScope();
        var (tensors, metadata) = SafeTensors.LoadAll(path);
        try
        {
            // [count, height, width, channels]; the view with channels second keeps them innermost in memory.
            var values = tensors.TryGetValue("pixels", out var pixels)
                ? Normalised(pixels, Normalisation.Parse(metadata["mean"], metadata["deviation"]))
                : tensors["values"];
            return new LabelledImages(
                values.permute(0, 3, 1, 2).DetachFromDisposeScope(),
                tensors["labels"].DetachFromDisposeScope(),
                int.Parse(metadata["classes"], CultureInfo.InvariantCulture)
            );
        }
        catch (Exception error) when (error is KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path} holds no examples: {error.Message}", error);
        }
    }

    /// <summary>Writes examples, and for pixels the normalisation to apply when they are read.</summary>
    /// <param name="path">The safetensors file: <c>pixels</c> (bytes) or <c>values</c> (float32), and <c>labels</c>.</param>
    /// <param name="examples">What is written.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="normalisation">For pixels; other values are taken as they are, and have none.</param>
    public static void Save(string path, Examples examples, int classes, Normalisation? normalisation)
    {
        using var scope = NewDisposeScope();
        var isPixels = examples.Values is byte[];
        var shape = new long[] { examples.Count, examples.Height, examples.Width, examples.Channels };
        var values = empty(shape, isPixels ? ScalarType.Byte : ScalarType.Float32, CPU);
        if (examples.Values is byte[] pixels)
            pixels.CopyTo(values.bytes);
        else
            MemoryMarshal.AsBytes<float>((float[])examples.Values).CopyTo(values.bytes);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["classes"] = classes.ToString(CultureInfo.InvariantCulture),
        };
        if (examples.ClassNames.Count > 0)
            texts["class_names"] = JsonSerializer.Serialize(examples.ClassNames);
        if (normalisation is not null)
        {
            texts["mean"] = Normalisation.Text(normalisation.Mean);
            texts["deviation"] = Normalisation.Text(normalisation.Deviation);
        }
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                [isPixels ? "pixels" : "values"] = values,
                ["labels"] = tensor(examples.Labels, [examples.Count]),
            },
            texts
        );
    }

    /// <summary>Writes pixels with one normalisation for all channels.</summary>
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
        var channels = pixels.Length / labels.Length / height / width;
        var examples = new Examples(pixels, labels, height, width, channels);
        Save(path, examples, classes, new Normalisation([mean], [deviation]));
    }

    private static Tensor Normalised(Tensor pixels, Normalisation normalisation)
    {
        var values = empty(pixels.shape, ScalarType.Float32, CPU);
        var target = MemoryMarshal.Cast<byte, float>(values.bytes);
        normalisation.Apply(pixels.cpu().bytes, target, (int)pixels.shape[3]);
        return values.ToDevice();
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
        host?.Dispose();
        Images.Dispose();
        Labels.Dispose();
    }
}

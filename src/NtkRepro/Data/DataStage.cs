using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Data;

/// <summary>Fetches a dataset, draws the seeded subsets and stores them with the normalisation of the training images.</summary>
public sealed class DataStage : IStage
{
    private const int Classes = 10;

    /// <inheritdoc/>
    public string Name => "data";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var parameters = context.Parameters<DataParameters>("data");
        var train = Load(context, parameters, "train");
        var test = Load(context, parameters, "test");
        var (trainPixels, trainLabels) = Subset(train, parameters.Train, parameters.SubsetSeed, "train subset");
        var (testPixels, testLabels) = Subset(test, parameters.Test, parameters.SubsetSeed, "test subset");
        var (mean, deviation) = Moments(trainPixels);
        context.Log(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{trainLabels.Length} training and {testLabels.Length} test images, mean {mean:F4}, deviation {deviation:F4}"
            )
        );
        Save("train.safetensors", trainPixels, trainLabels);
        Save("test.safetensors", testPixels, testLabels);

        void Save(string name, byte[] pixels, long[] labels)
        {
            var (height, width) = (train.Images.Shape[1], train.Images.Shape[2]);
            LabelledImages.Save(context.Output(name), pixels, labels, height, width, mean, deviation, Classes);
        }
    }

    private static (IdxFile Images, IdxFile Labels) Load(StageContext context, DataParameters parameters, string split)
    {
        var images = IdxFile.Read(Find(context, parameters, $"{split}_images"), 3);
        var labels = IdxFile.Read(Find(context, parameters, $"{split}_labels"), 1);
        if (images.Shape[0] != labels.Shape[0])
        {
            throw new InvalidDataException(
                $"{parameters.Dataset}: {images.Shape[0]} {split} images but {labels.Shape[0]} labels"
            );
        }
        return (images, labels);
    }

    private static string Find(StageContext context, DataParameters parameters, string role)
    {
        if (!parameters.Files.TryGetValue(role, out var file))
            throw new InvalidDataException($"data.files has no '{role}', which {parameters.Dataset} needs");
        var cache = Path.Combine(context.WorkFolder, "downloads");
        return SourceFiles.Find(file.Name, file.Sha256, parameters.Sources, cache, context.Cancellation);
    }

    private static (byte[] Pixels, long[] Labels) Subset(
        (IdxFile Images, IdxFile Labels) split,
        int count,
        long seed,
        string purpose
    )
    {
        var total = split.Labels.Shape[0];
        if (count > total)
            throw new InvalidDataException($"{count} images are asked for and the split has {total}");
        var size = split.Images.Bytes.Length / total;
        var chosen = new CounterRandom(seed, purpose).Permutation(total).AsSpan(0, count);
        var pixels = new byte[(long)count * size];
        var labels = new long[count];
        for (var i = 0; i < count; i++)
        {
            split.Images.Bytes.AsSpan((int)chosen[i] * size, size).CopyTo(pixels.AsSpan(i * size));
            labels[i] = split.Labels.Bytes[chosen[i]];
        }
        return (pixels, labels);
    }

    // Exact in integers, so that no order of summation matters.
    private static (double Mean, double Deviation) Moments(byte[] pixels)
    {
        long sum = 0,
            squares = 0;
        foreach (var pixel in pixels)
        {
            sum += pixel;
            squares += pixel * pixel;
        }
        var mean = (double)sum / pixels.Length;
        var variance = ((double)squares / pixels.Length) - (mean * mean);
        return (mean / 255, Math.Sqrt(variance) / 255);
    }
}

using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Data.Sources;

/// <summary>Fetches a dataset, draws the seeded subsets and stores them with the normalisation of the training set.</summary>
public sealed class DataStage : IStage
{
    /// <inheritdoc/>
    public string Name => "data";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var parameters = context.Parameters<DatasetParameters>("datasets.{dataset}");
        var downloads = Path.Combine(context.WorkFolder, "downloads");
        var sources = new SourceFiles(parameters.Sources, downloads);
        var (allTrain, allTest) = DatasetReaders
            .Create(parameters)
            .Read(role => sources.Find(File(context, parameters, role), context.Cancellation));
        var train = allTrain.Draw(parameters.Train, parameters.SubsetSeed, "train subset");
        var test = allTest.Draw(parameters.Test, parameters.SubsetSeed, "test subset");
        if (train.Values is float[])
        {
            var scale = FeatureScale.Of(train);
            (train, test) = (scale.Apply(train), scale.Apply(test));
        }
        var normalisation = train.Values is byte[] pixels ? Normalisation.Of(pixels, train.Channels) : null;
        context.Log(Summary(train, test, normalisation));
        LabelledImages.Save(context.Output("train.safetensors"), train, parameters.Classes, normalisation);
        LabelledImages.Save(context.Output("test.safetensors"), test, parameters.Classes, normalisation);
    }

    private static PinnedFile File(StageContext context, DatasetParameters parameters, string role) =>
        parameters.Files.TryGetValue(role, out var file)
            ? file
            : throw new InvalidDataException(
                $"datasets.{context.Axis("dataset")}.files has no '{role}', which the kind {parameters.Kind} needs"
            );

    private static string Summary(Examples train, Examples test, Normalisation? normalisation)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{train.Count} training and {test.Count} test examples of {train.Height} × {train.Width} × {train.Channels}"
        );
        return normalisation is null
            ? counts
            : $"{counts}, mean {Normalisation.Text(normalisation.Mean, "F4")}, "
                + $"deviation {Normalisation.Text(normalisation.Deviation, "F4")}";
    }
}

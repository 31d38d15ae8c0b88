using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Fetches a dataset, draws the seeded subsets and stores them with the normalisation of the training set. Validation images are training
/// images that are held out.
/// </summary>
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
        var reader = DatasetReaders.Create(parameters);
        var (allTrain, allTest) = reader.Read(role =>
            sources.Find(File(context, parameters, role), context.Cancellation)
        );
        foreach (var remark in reader.Remarks)
            context.Log(remark);
        var classes = Classes.Count(parameters.Classes, allTrain, allTest, $"datasets.{context.Axis("dataset")}");
        var held = context.Parameters<int>("linearized.validation");
        if (parameters.Train + (long)held > allTrain.Count)
            throw new InvalidDataException(
                $"datasets.{context.Axis("dataset")}.train asks for {parameters.Train} examples and linearized.validation for {held} others, and there "
                    + $"are {allTrain.Count} to train on; together no more can be asked for"
            );
        var drawn = allTrain.Draw(parameters.Train + held, parameters.SubsetSeed, "train subset");
        var (train, validation) = (drawn.Part(0, parameters.Train), drawn.Part(parameters.Train, held));
        var test = allTest.Draw(parameters.Test, parameters.SubsetSeed, "test subset");
        if (train.Values is float[])
        {
            var scale = FeatureScale.Of(train);
            (train, validation, test) = (scale.Apply(train), scale.Apply(validation), scale.Apply(test));
        }
        var normalisation = train.Values is byte[] pixels ? Normalisation.Of(pixels, train.Channels) : null;
        context.Log($"{allTrain.Count} training and {allTest.Count} test examples are there");
        context.Log(Summary(train, validation, test, classes, normalisation));
        LabelledImages.Save(context.Output("train.safetensors"), train, classes, normalisation);
        LabelledImages.Save(context.Output("validation.safetensors"), validation, classes, normalisation);
        LabelledImages.Save(context.Output("test.safetensors"), test, classes, normalisation);
    }

    private static PinnedFile File(StageContext context, DatasetParameters parameters, string role) =>
        parameters.Files.TryGetValue(role, out var file)
            ? file
            : throw new InvalidDataException(
                $"datasets.{context.Axis("dataset")}.files has no '{role}', which the kind {parameters.Kind} needs"
            );

    private static string Summary(
        Examples train,
        Examples validation,
        Examples test,
        int classes,
        Normalisation? normalisation
    )
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{train.Count} training, {validation.Count} validation and {test.Count} test examples of {train.Height} × {train.Width} × {train.Channels} in {classes} classes"
        );
        return normalisation is null
            ? counts
            : $"{counts}, mean {Normalisation.Text(normalisation.Mean, "F4")}, "
                + $"deviation {Normalisation.Text(normalisation.Deviation, "F4")}";
    }
}

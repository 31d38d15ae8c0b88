using System.Security.Cryptography;
using System.Text;
using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>The stage in an engine, on datasets of a few examples.</summary>
public sealed class DataStageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>What the definition's parameters are bound to.</summary>
    public sealed record Schema(
        IReadOnlyList<string> Names,
        IReadOnlyDictionary<string, DatasetParameters> Datasets,
        Held Linearized
    );

    /// <summary>How many training examples are held out.</summary>
    public sealed record Held(int Validation);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_are_stored_as_bytes_with_the_normalisation_of_the_training_subset()
    {
        var (trainImages, trainLabels) = Idx(
            "train",
            [
                [0, 10],
                [20, 30],
                [40, 50],
            ]
        );
        var (testImages, testLabels) = Idx(
            "test",
            [
                [7, 7],
            ]
        );

        var result = Run(
            "grey",
            $$"""
            { kind: idx, train: 2, test: 1, subset_seed: 5, sources: ['{{folder.File("")}}'], classes: 3, files: {
              train_images: {{trainImages}}, train_labels: {{trainLabels}},
              test_images: {{testImages}}, test_labels: {{testLabels}} } }
            """
        );

        result.ThrowIfFailed();
        using var train = LabelledImages.Load(result.Output("data", "train.safetensors").Path);
        using var test = LabelledImages.Load(result.Output("data", "test.safetensors").Path);
        Assert.Equal([2, 1, 1, 2], train.Images.shape);
        Assert.Equal([1, 1, 1, 2], test.Images.shape);
        // What is held out for validation is no training image.
        using var held = LabelledImages.Load(result.Output("data", "validation.safetensors").Path);
        Assert.Equal([0, 1, 2], train.Labels.Values<long>().Concat(held.Labels.Values<long>()).Order());
        Assert.Equal(3, train.Classes);
        var values = Near.Values(train.Images);
        Assert.Equal(0, values.Average(), 1e-6);
        Assert.Equal(1, values.Average(v => v * v), 1e-6);
    }

    [Fact]
    public void Words_are_stored_as_numbers_on_the_scale_of_the_training_subset()
    {
        var mails = Enumerable
            .Range(0, 20)
            .Select(i => ($"{(i % 3 == 0 ? "bad" : "good")}/{i}.txt", Text($"\nsome word{i}")));
        var archive = Pin("mails.tgz", Archives.Pack([.. mails]), HashOf.File);
        var dataset = $$"""
            { kind: words, train: 10, test: 4, subset_seed: 0, classes: 2, sources: ['{{folder.File("")}}'],
              words: { features: 32, folders: { good: 0, bad: 1 } }, files: { archive: {{archive}} } }
            """;

        var result = Run("mails", dataset);

        result.ThrowIfFailed();
        using var train = LabelledImages.Load(result.Output("data", "train.safetensors").Path);
        using var test = LabelledImages.Load(result.Output("data", "test.safetensors").Path);
        Assert.Equal([10, 32, 1, 1], train.Images.shape);
        Assert.Equal([4, 32, 1, 1], test.Images.shape);
        Assert.Equal(2, train.Classes);
        Assert.Equal(1, Near.Values(train.Images).Average(v => v * v), 1e-5);
    }

    [Fact]
    public void A_missing_role_is_told_with_its_place_in_the_definition()
    {
        var result = Run(
            "grey",
            "{ kind: cifar, classes: 10, train: 1, test: 1, subset_seed: 0, sources: [], files: {} }"
        );

        Assert.Contains("datasets.grey.files has no 'archive'", result.FailureText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_do_not_fit_the_kind_are_refused()
    {
        var result = Run(
            "w",
            "{ kind: words, train: 1, test: 1, subset_seed: 0, sources: [], files: {}, augmentation: { shift: 1 } }"
        );

        Assert.Contains(
            "augmentation: words cannot be shifted or mirrored",
            result.FailureText(),
            StringComparison.Ordinal
        );
    }

    private RunResult Run(string name, string dataset)
    {
        var definition = $$"""
            name: test
            parameters:
              names: [{{name}}]
              linearized: { validation: 1 }
              datasets:
                {{name}}: {{dataset.ReplaceLineEndings(" ")}}
            stages:
              data:
                foreach: { dataset: names }
                parameters: ["datasets.{dataset}", linearized.validation]
                outputs: [train.safetensors, validation.safetensors, test.safetensors]
            """;
        var path = folder.Write("pipeline.yaml", Text(definition));
        var options = new PipelineOptions { Engine = "test", Durable = false };
        var engine = PipelineEngine.Load<Schema>(path, [new DataStage()], options);
        return engine.Run(engine.Plan());
    }

    // Images of 1 × 2 pixels, of the classes 0, 1, 2 and so on; gives the entries of both files in the definition.
    private (string Images, string Labels) Idx(string split, byte[][] images)
    {
        byte[] pixels =
        [
            0,
            0,
            8,
            3,
            0,
            0,
            0,
            (byte)images.Length,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            2,
            .. images.SelectMany(i => i),
        ];
        byte[] labels =
        [
            0,
            0,
            8,
            1,
            0,
            0,
            0,
            (byte)images.Length,
            .. Enumerable.Range(0, images.Length).Select(i => (byte)i),
        ];
        return (Pin($"{split}-images", pixels, HashOf.Content), Pin($"{split}-labels", labels, HashOf.Content));
    }

    private string Pin(string name, byte[] content, HashOf of)
    {
        folder.Write(name, content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return $"{{ name: {name}, sha256: '{hash}', of: {(of == HashOf.File ? "file" : "content")} }}";
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

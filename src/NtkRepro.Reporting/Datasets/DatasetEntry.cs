using System.Globalization;
using System.Text;
using NtkRepro.Data.Sources;

namespace NtkRepro.Reporting.Datasets;

/// <summary>What pipeline.yaml says of a dataset that was looked at: its entry, and a preset that runs on it.</summary>
internal static class DatasetEntry
{
    // As many as the default run has; more can be asked for.
    private const int MostTrain = 4_000;
    private const int MostTest = 4_000;
    private const int MostValidation = 1_000;
    private const int MostBatch = 32;
    private const int MostProbes = 100;

    // A kernel of so many rows takes a second or two.
    private const int MostRows = 1_000;

    /// <summary>The lines of the entry, without indentation.</summary>
    public static IReadOnlyList<string> Entry(string name, DatasetInspection found)
    {
        var (train, _, test) = Sizes(found);
        var lines = new List<string>
        {
            $"{name}:",
            $"  kind: {found.Found.Kind}",
            $"  classes: {Text(found.Classes)}",
            $"  train: {Text(train)}",
            $"  test: {Text(test)}",
            "  subset_seed: 0",
        };
        if (Image(found) is { Length: > 0 } image)
            lines.Add($"  image: {{ {image} }}");
        if (found.Parameters.Fields.Count > 0)
            lines.Add(
                $"  fields: {{ {string.Join(", ", found.Parameters.Fields.Select(f => $"{f.Key}: {Quoted(f.Value)}"))} }}"
            );
        lines.Add($"  sources: [{Quoted(found.Found.Source)}]");
        lines.Add("  files:");
        foreach (var (role, file) in found.Found.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            lines.Add($"    {role}:");
            lines.Add($"      name: {Quoted(file)}");
            lines.Add($"      sha256: {SourceFiles.Hash(Path.Combine(found.Found.Source, file), HashOf.File)}");
            lines.Add("      of: file");
        }
        return lines;
    }

    /// <summary>The lines of the preset: the network, and what the default asks for beyond what the dataset has.</summary>
    public static IReadOnlyList<string> Preset(string name, DatasetInspection found)
    {
        var (train, validation, _) = Sizes(found);
        var network = found.Train is { Height: >= 8, Width: >= 8 } ? "cnn" : "mlp";
        var probes = Math.Clamp(MostRows / found.Classes, 10, MostProbes);
        probes = Math.Min(probes, train);
        // At least eight steps in an epoch, so that times of a fraction of one differ.
        var batch = Math.Clamp(train / 8, 1, MostBatch);
        return
        [
            $"{name}:",
            $"  run: {{ datasets: [{name}], models: {{ {name}: [{network}] }} }}",
            $"  linearized: {{ validation: {Text(validation)} }}",
            $"  training: {{ batch: {Text(batch)}, probes: {Text(probes)} }}",
            $"  kernel: {{ probes: {Text(probes)} }}",
        ];
    }

    // Of the training examples a tenth is held out for validation.
    private static (int Train, int Validation, int Test) Sizes(DatasetInspection found)
    {
        var validation = Math.Clamp(found.Train.Count / 10, 1, MostValidation);
        return (Math.Min(found.Train.Count - validation, MostTrain), validation, Math.Min(found.Test.Count, MostTest));
    }

    private static string Image(DatasetInspection found)
    {
        var image = found.Parameters.Image;
        var parts = new List<string>();
        if (image.Height > 0)
            parts.Add($"height: {Text(image.Height)}, width: {Text(image.Width)}");
        if (found.Found.Kind is "folder" or "parquet" || image.Channels > 0)
            parts.Add($"channels: {Text(found.Train.Channels)}");
        if (image.Layout is { } layout)
            parts.Add($"layout: {layout.ToString().ToLowerInvariant()}");
        return found.Train is { Height: 1, Width: 1 } ? "" : string.Join(", ", parts);
    }

    // A text that YAML takes for nothing else.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        return quoted.Append('"').ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

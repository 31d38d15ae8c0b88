using System.Globalization;
using System.Text.Json.Nodes;
using NtkRepro.Data.Sources;

namespace NtkRepro.Reporting.Export;

/// <summary>Describes the datasets that a run used: a Collection each, of the published files with their hashes.</summary>
internal static class CrateDatasets
{
    /// <summary>Adds them to a crate.</summary>
    /// <returns>The ids of the collections, and of all files.</returns>
    public static (IReadOnlyList<string> Collections, IReadOnlyList<string> Files) Add(
        CrateGraph graph,
        Parameters parameters
    )
    {
        var (collections, files) = (new List<string>(), new List<string>());
        foreach (var name in parameters.Run.Datasets)
        {
            var dataset = parameters.Datasets[name];
            var own = dataset.Files.Values.Select(f => AddFile(graph, name, dataset, f)).ToList();
            var collection = graph.Add($"#dataset-{name}", "Collection");
            collection["name"] = name;
            collection["description"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{dataset.Train} training and {dataset.Test} test examples of it were used"
            );
            collection["hasPart"] = CrateGraph.To(own);
            collections.Add($"#dataset-{name}");
            files.AddRange(own);
        }
        return (collections, files);
    }

    // Not a File of the crate: it is neither in it nor, for all of them, at an address of its own.
    private static string AddFile(CrateGraph graph, string dataset, DatasetParameters parameters, PinnedFile file)
    {
        var id = $"#dataset-{dataset}-{file.Name}";
        var entity = graph.Add(id, "CreativeWork");
        entity["name"] = file.Name;
        var unpacked = file.Of == HashOf.Content && SourceFiles.IsPacked(file.Name);
        entity["description"] = unpacked
            ? "A file of the dataset; the hash is of what it unpacks to"
            : "A file of the dataset, as published";
        if (file.Sha256 is { } sha256)
            entity["sha256"] = sha256;
        if (file.Bytes > 0)
            entity["contentSize"] = file.Bytes.ToString(CultureInfo.InvariantCulture);
        JsonNode[] addresses =
        [
            .. parameters
                .Sources.Where(s => s.StartsWith("https://", StringComparison.Ordinal))
                .Select(s => (JsonNode)$"{s.TrimEnd('/')}/{file.Name}"),
            .. parameters.Sources.Where(s => s.StartsWith("npm:", StringComparison.Ordinal)).Select(s => (JsonNode)s),
        ];
        if (addresses.Length > 0)
            entity["url"] = new JsonArray(addresses);
        return id;
    }
}

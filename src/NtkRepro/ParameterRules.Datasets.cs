using NtkRepro.Data.Sources;
using NtkRepro.Pipeline;

namespace NtkRepro;

/// <content>What an entry of <c>datasets</c> must be, and what its files add to it.</content>
internal static partial class ParameterRules
{
    private const int Sha256Digits = 64;

    private static void CheckDataset(ParameterCheck check, string path, DatasetParameters dataset)
    {
        foreach (var problem in DatasetReaders.Problems(dataset))
            check.Refuse($"{path}.{problem.Parameter}", problem.Message, $"{path}.kind", $"{path}.classes");
        CheckFiles(check, path, dataset);
        if (dataset.Sources.Count == 0)
            check.Refuse($"{path}.sources", "there is no source to take the files from");
        foreach (var (i, source) in dataset.Sources.Index())
        {
            if (SourceFiles.Problem(source) is { } problem)
                check.Refuse($"{path}.sources[{i}]", problem);
        }
    }

    private static void CheckFiles(ParameterCheck check, string path, DatasetParameters dataset)
    {
        var ways = DatasetReaders.Roles(dataset.Kind);
        var given = dataset.Files.Keys.ToHashSet(StringComparer.Ordinal);
        if (ways.Count > 0 && !ways.Any(given.SetEquals))
        {
            var meant = DatasetReaders.Meant(dataset.Kind, given);
            var all = ways.SelectMany(way => way).Distinct(StringComparer.Ordinal).ToList();
            foreach (var role in given.Except(all))
                check.RefuseUnknown(
                    $"{path}.files.{role}",
                    $"the kind {dataset.Kind} reads no file '{role}'",
                    all,
                    $"{path}.kind"
                );
            foreach (var role in given.Intersect(all).Except(meant))
                check.Refuse(
                    $"{path}.files.{role}",
                    $"'{role}' does not go with {string.Join(", ", given.Intersect(meant).Select(r => $"'{r}'"))}; the kind {dataset.Kind} reads "
                        + string.Join(", or ", ways.Select(way => string.Join(", ", way))),
                    $"{path}.kind"
                );
            foreach (var role in meant.Where(role => !given.Contains(role)))
                check.Refuse($"{path}.files", $"no file '{role}', which the kind {dataset.Kind} reads", $"{path}.kind");
        }
        var fields = DatasetReaders.Fields(dataset.Kind);
        foreach (var field in dataset.Fields.Keys.Except(fields))
            check.RefuseUnknown(
                $"{path}.fields.{field}",
                fields.Count == 0
                    ? $"the kind {dataset.Kind} has no fields"
                    : $"the kind {dataset.Kind} has no field '{field}'",
                [.. fields],
                $"{path}.kind"
            );
        foreach (var (role, file) in dataset.Files)
        {
            if (Path.GetFileName(file.Name) != file.Name || file.Name is "" or "." or "..")
                check.Refuse(
                    $"{path}.files.{role}.name",
                    $"'{file.Name}' is no name of a file or folder; what lies before it goes into sources"
                );
            if (file.Sha256 is null && !dataset.Sources.Any(SourceFiles.IsFolder))
                check.Refuse(
                    $"{path}.files.{role}",
                    $"a file that is fetched is pinned by its hash: sha256 is missing, which only a file in a folder among {path}.sources may lack"
                );
            if (file.Sha256 is { } sha256 && !IsSha256(sha256))
                check.Refuse(
                    $"{path}.files.{role}.sha256",
                    $"'{sha256}' is no SHA-256, which has {Sha256Digits} hexadecimal digits"
                );
        }
    }

    /// <summary>Files without a hash are the user's own: what they hold is part of the key all the same.</summary>
    public static void Complete(ParameterCompletion completion)
    {
        var parameters = completion.Parameters<Parameters>();
        foreach (var name in parameters.Run.Datasets)
        {
            // The engine says of an unknown one that it is.
            if (!parameters.Datasets.TryGetValue(name, out var dataset))
                continue;
            foreach (var (role, file) in dataset.Files)
            {
                var path = $"datasets.{name}.files.{role}";
                if (file.Sha256 is not null)
                {
                    HoldTo(completion, path, dataset.Sources, file);
                    continue;
                }
                if (
                    SourceFiles.Local(dataset.Sources, file.Name) is not { } found
                    || completion.Hash(found) is not { } sha256
                )
                {
                    completion.Refuse(
                        $"{path}.name",
                        $"there is no '{file.Name}' in {string.Join(", ", dataset.Sources.Where(SourceFiles.IsFolder).Select(Path.GetFullPath))}"
                    );
                    continue;
                }
                completion.Set($"{path}.sha256", sha256);
                completion.Set($"{path}.of", "file");
            }
        }
    }

    // What was computed from a file of the user's own stays in the store; that the file is another now must not go unnoticed.
    private static void HoldTo(
        ParameterCompletion completion,
        string path,
        IReadOnlyList<string> sources,
        PinnedFile file
    )
    {
        if ((SourceFiles.IsPacked(file.Name) && file.Of == HashOf.Content) || !sources.All(SourceFiles.IsFolder))
            return;
        var found = sources.Select(source => SourceFiles.Local([source], file.Name)).OfType<string>().ToList();
        var hashes = found.ConvertAll(completion.Hash);
        if (found.Count > 0 && !hashes.Contains(file.Sha256, StringComparer.OrdinalIgnoreCase))
            completion.Refuse(
                $"{path}.sha256",
                $"{found[0]} has the SHA-256 {hashes[0]} now, and {file.Sha256} is pinned; write the new one, or leave sha256 out to take what is there"
            );
    }

    private static bool IsSha256(string text) => text.Length == Sha256Digits && text.All(char.IsAsciiHexDigit);
}

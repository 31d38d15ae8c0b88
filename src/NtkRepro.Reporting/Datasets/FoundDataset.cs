using NtkRepro.Data.Sources;

namespace NtkRepro.Reporting.Datasets;

/// <summary>What kind of dataset lies at a path, by the names of the files there.</summary>
/// <param name="Kind">As pipeline.yaml calls it.</param>
/// <param name="Source">The folder in which the files are.</param>
/// <param name="Files">Names below it, by role.</param>
internal sealed record FoundDataset(string Kind, string Source, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>What lies beside them, and is not read.</summary>
    public IReadOnlyList<string> PassedOver { get; private init; } = [];

    private static readonly (string Ending, string Kind)[] Tables =
    [
        (".npz", "npz"),
        (".parquet", "parquet"),
        (".csv", "csv"),
        (".tsv", "csv"),
    ];

    private static readonly string[] Tests = ["test", "t10k", "valid", "validation", "val"];

    /// <summary>Looks at a file or a folder.</summary>
    /// <exception cref="InvalidDataException">Nothing that is known lies there; the message says what would be.</exception>
    public static FoundDataset At(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return File.Exists(full) ? OfFile(full) : OfFolder(full);
    }

    private static FoundDataset OfFile(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        if (Tables.FirstOrDefault(t => name.EndsWith(t.Ending, StringComparison.OrdinalIgnoreCase)).Kind is { } kind)
            return new(kind, folder, Roles(("data", name)));
        if (name.StartsWith("cifar-", StringComparison.Ordinal) && name.EndsWith(".tar.gz", StringComparison.Ordinal))
            return new("cifar", folder, Roles(("archive", name)));
        throw new InvalidDataException(
            name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
                ? $"{path}: an array alone has no labels; put two beside each other, images.npy and labels.npy, and name their folder"
                : $"{path}: it is nothing that is read; that is {Known}"
        );
    }

    private static FoundDataset OfFolder(string folder)
    {
        string[] names =
        [
            .. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(e => e.Name).Where(n => !n.StartsWith('.')),
        ];
        if (names.Length == 0)
            throw new InvalidDataException($"{folder}: it is empty");
        // What is in the way of folders of pictures, their reader says.
        return Idx(folder, names)
            ?? Arrays(folder, names)
            ?? Pair(folder, names)
            ?? OfFolders(folder, [.. names.Where(n => Directory.Exists(Path.Combine(folder, n)))])
            ?? throw new InvalidDataException($"{folder}: nothing that is read lies there; that is {Known}");
    }

    // Sets, or classes.
    private static FoundDataset? OfFolders(string folder, string[] names)
    {
        if (names.Length == 0)
            return null;
        if (Sets(names) is not var (train, test))
        {
            var (source, name) = (Path.GetDirectoryName(folder)!, Path.GetFileName(folder));
            return new("folder", source, Roles(("images", name)));
        }
        var isTable = Directory.EnumerateFiles(Path.Combine(folder, train), "*.parquet").Any();
        return new(isTable ? "parquet" : "folder", folder, Roles(("train", train), ("test", test)))
        {
            PassedOver = [.. names.Except([train, test]).Order(StringComparer.Ordinal)],
        };
    }

    private static FoundDataset? Idx(string folder, string[] names)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Where(n => n.Contains("ubyte", StringComparison.Ordinal)))
        {
            var set = Tests.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase)) ? "test" : "train";
            roles[$"{set}_{(name.Contains("label", StringComparison.OrdinalIgnoreCase) ? "labels" : "images")}"] = name;
        }
        return roles.Count == 0 ? null : Whole("idx", folder, roles);
    }

    // Nearly right is not nothing.
    private static FoundDataset Whole(string kind, string folder, Dictionary<string, string> roles)
    {
        var ways = DatasetReaders.Roles(kind);
        var given = roles.Keys.ToHashSet(StringComparer.Ordinal);
        if (ways.Any(given.SetEquals))
            return new(kind, folder, roles);
        var meant = DatasetReaders.Meant(kind, given);
        var missing = meant.Where(role => !roles.ContainsKey(role)).Select(role => role.Replace('_', ' '));
        var surplus = roles.Keys.Except(meant, StringComparer.Ordinal).Select(role => roles[role]);
        throw new InvalidDataException(
            $"{folder}: of {kind} files {string.Join(", ", roles.Values.Order(StringComparer.Ordinal))} are there; "
                + (
                    missing.Any()
                        ? $"missing: {string.Join(", ", missing)}"
                        : $"one too many: {string.Join(", ", surplus)}"
                )
        );
    }

    private static FoundDataset? Arrays(string folder, string[] names)
    {
        var files = names
            .Where(n => n.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            .ToLookup(n => RoleOf(Path.GetFileNameWithoutExtension(n)), StringComparer.Ordinal);
        if (files.FirstOrDefault(f => f.Count() > 1) is { } several)
            throw new InvalidDataException(
                $"{folder}: which of {string.Join(", ", several.Order(StringComparer.Ordinal))} are the {several.Key.Replace('_', ' ')}? Leave one of them there"
            );
        var roles = files.ToDictionary(f => f.Key, f => f.Single(), StringComparer.Ordinal);
        return roles.Count == 0 ? null : Whole("npy", folder, roles);
    }

    // `x_train` and `y_test` are as usual as `train_images` and `test_labels`.
    private static string RoleOf(string name)
    {
        var part =
            name.Contains("label", StringComparison.OrdinalIgnoreCase) || name is ['y' or 'Y', ..]
                ? "labels"
                : "images";
        return name.Contains("train", StringComparison.OrdinalIgnoreCase) ? $"train_{part}"
            : name.Contains("test", StringComparison.OrdinalIgnoreCase) ? $"test_{part}"
            : part;
    }

    private static FoundDataset? Pair(string folder, string[] names)
    {
        foreach (var (ending, kind) in Tables)
        {
            string[] tables = [.. names.Where(n => n.EndsWith(ending, StringComparison.OrdinalIgnoreCase))];
            if (tables is [var one])
                return new(kind, folder, Roles(("data", one)));
            if (Sets(tables) is var (train, test) && tables.Length == 2)
                return new(kind, folder, Roles(("train", train), ("test", test)));
        }
        return null;
    }

    private static (string Train, string Test)? Sets(string[] names)
    {
        var train = names.FirstOrDefault(n => n.StartsWith("train", StringComparison.OrdinalIgnoreCase));
        var test = Tests
            .Select(t => names.FirstOrDefault(n => n.StartsWith(t, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(n => n is not null);
        return train is null || test is null ? null : (train, test);
    }

    private static Dictionary<string, string> Roles(params (string Role, string Name)[] files) =>
        files.ToDictionary(f => f.Role, f => f.Name, StringComparer.Ordinal);

    private const string Known =
        "pictures in a folder for each class, or in two such folders, train and test; a .npz, .csv, .tsv or .parquet file, or two, train and test; "
        + "images.npy with labels.npy; the four files of MNIST; an archive of CIFAR";
}

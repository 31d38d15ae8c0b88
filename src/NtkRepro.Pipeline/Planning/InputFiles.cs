namespace NtkRepro.Pipeline;

/// <summary>The files that an instance reads, found in its producers' manifests.</summary>
internal static class InputFiles
{
    /// <summary>Calls <paramref name="found"/> for each file, in the order of the declared inputs, then of the producers' axes, then of paths.</summary>
    /// <param name="instance">The consumer.</param>
    /// <param name="manifestOf">A producer's manifest.</param>
    /// <param name="found">Receives the input, the producer and the file.</param>
    /// <returns>Why an input cannot be had, or null.</returns>
    public static string? Find(
        Instance instance,
        Func<Instance, Manifest> manifestOf,
        Action<InstanceInput, Instance, StoredFile> found
    )
    {
        foreach (var input in instance.Inputs)
        {
            foreach (var producer in input.Producers)
            {
                var manifest = manifestOf(producer);
                var isEmpty = true;
                foreach (var file in manifest.Matching(input.Path))
                {
                    isEmpty = false;
                    found(input, producer, file);
                }

                if (isEmpty)
                {
                    return $"{producer.Name} wrote no {input.Path.Text}; it wrote {Some(manifest.Outputs)}";
                }
            }
        }

        return null;
    }

    /// <summary>Producer instance and path to hash, as the key record has them.</summary>
    public static SortedDictionary<string, string>? Hashes(
        Instance instance,
        Func<Instance, Manifest> manifestOf,
        out string? problem
    )
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        problem = Find(
            instance,
            manifestOf,
            (_, producer, file) => hashes[$"{producer.Name}/{file.Path}"] = file.Sha256
        );
        return problem is null ? hashes : null;
    }

    private static string Some(IReadOnlyList<StoredFile> files) =>
        string.Join(", ", files.Take(5).Select(f => f.Path)) + (files.Count > 5 ? $", … ({files.Count} files)" : "");
}

namespace NtkRepro.Pipeline;

/// <summary>Turns what a stage wrote into a stored result.</summary>
internal sealed class ResultWriter(EngineParts parts, IRunEvents events)
{
    /// <summary>
    /// Moves what a stage wrote into the store. If a forced rerun gave the same bytes, the earlier result stays; if it gave others, that is
    /// set aside with a warning.
    /// </summary>
    public Manifest Store(PlannedInstance planned, Manifest manifest, Manifest? previous, InstanceFolders folders)
    {
        if (previous is not null && previous.Outputs.SequenceEqual(manifest.Outputs))
        {
            manifest = previous with { Seconds = manifest.Seconds };
        }
        else
        {
            if (previous is not null)
            {
                var aside = parts.Store.SetAsideSuperseded(manifest.Key);
                var differing = manifest
                    .Outputs.Except(previous.Outputs)
                    .Concat(previous.Outputs.Except(manifest.Outputs));
                var names = string.Join(", ", differing.Select(f => f.Path).Distinct(StringComparer.Ordinal));
                events.Warn(
                    planned.Name,
                    $"{planned.Name} is not reproducible: {names} differs from the earlier result, now in {aside}"
                );
            }

            manifest = Commit(planned, manifest, folders);
        }

        folders.DeleteWork();
        folders.Log($"stored after {manifest.Seconds:0.000} s");
        parts.LastRuns.Computed(planned, manifest.Key, manifest.Seconds);
        return manifest;
    }

    /// <summary>
    /// Renames the folder into place, which only the first of several can. Where another has stored a result meanwhile, as may happen if
    /// neither locks nor claims hold, that one stays.
    /// </summary>
    private Manifest Commit(PlannedInstance planned, Manifest manifest, InstanceFolders folders)
    {
        try
        {
            parts.Store.Commit(folders.Temporary, manifest);
            return manifest;
        }
        catch (IOException) when (parts.Store.Find(manifest.Key).Manifest is { } theirs)
        {
            if (!theirs.Outputs.SequenceEqual(manifest.Outputs))
            {
                events.Warn(
                    planned.Name,
                    $"{planned.Name} is not reproducible: another process stored other bytes under {manifest.Key}"
                );
            }

            return theirs;
        }
    }

    /// <summary>The files with hashes and sizes.</summary>
    public List<StoredFile> Hash(string folder, IReadOnlyList<string> files)
    {
        var hashes = parts.Hashes.HashAll([.. files.Select(f => Path.Combine(folder, f))]);
        return
        [
            .. files.Zip(
                hashes,
                (file, hash) =>
                    hash is { } found
                        ? new StoredFile(file, found.Sha256, found.Size)
                        : throw new StageFailedException($"wrote {file}, which is not a regular file")
            ),
        ];
    }
}

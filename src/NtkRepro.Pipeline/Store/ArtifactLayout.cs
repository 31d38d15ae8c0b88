namespace NtkRepro.Pipeline;

/// <summary>Where everything lies below the artifacts folder; the one table of its names.</summary>
internal sealed record ArtifactLayout(string Root)
{
    public string Store => Path.Combine(Root, "store");

    /// <summary>Code listings by hash: what the code was, file by file, when a result was computed.</summary>
    public string Code => Path.Combine(Store, "code");

    /// <summary>The journal of each instance's last key.</summary>
    public string LastRuns => Path.Combine(Store, "last.tsv");

    public string HashCache => Path.Combine(Root, "cache", "hashes.tsv");

    public string Temporary => Path.Combine(Root, "tmp");

    public string Locks => Path.Combine(Root, "locks");

    public string Work => Path.Combine(Root, "work");

    public string Logs => Path.Combine(Root, "logs");

    public string Damaged => Path.Combine(Root, "damaged");

    public string Superseded => Path.Combine(Root, "superseded");

    public string Latest => Path.Combine(Root, "latest");

    public string Entry(string key) => Path.Combine(Store, key[..2], key);

    public string Lock(string key) => Path.Combine(Locks, $"{key}.lock");

    public string WorkFolder(string key) => Path.Combine(Work, key);

    public string Log(string instance) => Path.Combine(Logs, $"{FileName(instance)}.log");

    /// <summary>An instance's name as a file name; a very long one is cut and told apart by its hash.</summary>
    private static string FileName(string instance) =>
        instance.Length <= 150 ? instance : $"{instance[..100]}…{KeyRecord.Hash(instance)[..16]}";
}

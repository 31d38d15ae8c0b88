namespace NtkRepro.Pipeline;

/// <summary>
/// Where everything lies; the one table of its names. What a checkout shows to its people lies in its artifacts folder; results, and
/// what guards their making, lie in the base of the store, which several checkouts and hosts may share.
/// </summary>
/// <param name="Root">The checkout's artifacts folder.</param>
/// <param name="Base">The folder of the store and its locks; the artifacts folder, unless a store elsewhere is asked for.</param>
internal sealed record ArtifactLayout(string Root, string Base)
{
    public string Store => Path.Combine(Base, "store");

    /// <summary>Code listings by hash: what the code was, file by file, when a result was computed.</summary>
    public string Code => Path.Combine(Store, "code");

    /// <summary>The journal of each instance's last key.</summary>
    public string LastRuns => Path.Combine(Store, "last.tsv");

    /// <summary>Held shared by runs and exclusively by the garbage collection; never deleted.</summary>
    public string InUse => Path.Combine(Store, "in-use.lock");

    /// <summary>What runs referred to: lists of keys by the hash of the list, and the runs that have names.</summary>
    public string Runs => Path.Combine(Base, "runs");

    /// <summary>The runs of this checkout by name; where several share a store, each has a folder of its own.</summary>
    public string RunRecords => Base == Root ? Runs : Path.Combine(Runs, KeyRecord.Hash(Root)[..12]);

    /// <summary>What was submitted to a batch scheduler, and what its jobs tell.</summary>
    public string Slurm => Path.Combine(Base, "slurm");

    /// <summary>Claims on keys where locks do not reach other hosts.</summary>
    public string Claims => Path.Combine(Base, "claims");

    public string Claim(string key) => Path.Combine(Claims, key);

    public string Temporary => Path.Combine(Base, "tmp");

    public string Locks => Path.Combine(Base, "locks");

    public string Work => Path.Combine(Base, "work");

    public string Damaged => Path.Combine(Base, "damaged");

    public string Superseded => Path.Combine(Base, "superseded");

    /// <summary>What the garbage collection is deleting.</summary>
    public string Trash => Path.Combine(Base, "trash");

    /// <summary>The folder of the last run on SLURM.</summary>
    public string LastSlurmRun => Path.Combine(Root, "cache", "slurm.txt");

    /// <summary>Hashes by full path, so it is a checkout's own.</summary>
    public string HashCache => Path.Combine(Root, "cache", "hashes.tsv");

    /// <summary>Hashes of C# files by full path.</summary>
    public string TokenCache => Path.Combine(Root, "cache", "tokens.tsv");

    public string Logs { get; init; } = Path.Combine(Root, "logs");

    public string Latest => Path.Combine(Root, "latest");

    public string Entry(string key) => Path.Combine(Store, key[..2], key);

    public string Lock(string key) => Path.Combine(Locks, $"{key}.lock");

    public string WorkFolder(string key) => Path.Combine(Work, key);

    public string Log(string instance) => Path.Combine(Logs, $"{FileName(instance)}.log");

    /// <summary>Fails, before anything is computed, where a file stands in the place of a folder that a run needs.</summary>
    /// <exception cref="IOException">It names the file.</exception>
    public void CheckFolders()
    {
        foreach (var folder in new[] { Code, Temporary, Locks, Work, Runs, Claims, Damaged, Superseded, Logs })
        {
            CheckFolder(folder);
        }
    }

    /// <summary>Fails, before it is computed, where a file stands in the place of a result.</summary>
    /// <exception cref="IOException">It names the file.</exception>
    public void CheckEntry(string key) => CheckFolder(Entry(key));

    private static void CheckFolder(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
            {
                throw new IOException($"{path} is a file, where a folder belongs; move it away");
            }
        }
    }

    /// <summary>Whether a name is that of a key, and so what bears it one of ours: folders may hold a person's files too, which are never removed.</summary>
    public static bool IsKey(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether a name is that of an attempt's temporary folder, <c>KEY.PROCESS</c>.</summary>
    public static bool IsAttempt(string name) =>
        name.Split('.') is [var key, { Length: > 0 } process] && IsKey(key) && process.All(char.IsAsciiDigit);

    /// <summary>An instance's name as a file name; a very long one is cut and told apart by its hash.</summary>
    public static string FileName(string instance)
    {
        // A value that a sweep sets may be a path.
        var name = instance.Replace('/', '_');
        return name.Length <= 150 ? name : $"{name[..100]}…{KeyRecord.Hash(instance)[..16]}";
    }
}

using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>What the store holds under a key: a whole result, a damaged one, or nothing.</summary>
/// <param name="Manifest">The manifest of a whole result.</param>
/// <param name="Damage">What is wrong with a damaged one.</param>
internal readonly record struct StoreLookup(Manifest? Manifest, string? Damage);

/// <summary>The content-addressed, append-only results. An entry is a folder that appears whole and is never written again.</summary>
internal sealed class ResultStore(
    ArtifactLayout layout,
    HashCache hashes,
    TimeProvider clock,
    bool durable,
    Action<string>? beforeWrite = null
)
{
    /// <summary>How the time stands in the name of what was set aside, <c>key.20260131T235959</c>.</summary>
    public const string AsideTime = "yyyyMMdd'T'HHmmss";

    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Reads an entry and checks every file's hash.</summary>
    public StoreLookup Find(string key, bool rehash = false)
    {
        var folder = layout.Entry(key);
        var path = Path.Combine(folder, Manifest.FileName);
        if (!File.Exists(path))
        {
            return new StoreLookup(null, Directory.Exists(folder) ? $"{Manifest.FileName} is missing" : null);
        }

        if (ReadManifest(key) is not { } manifest)
        {
            return new StoreLookup(null, $"{Manifest.FileName} cannot be read");
        }

        try
        {
            return Check(folder, manifest, rehash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new StoreLookup(null, $"a file cannot be read ({e.Message})");
        }
    }

    private StoreLookup Check(string folder, Manifest manifest, bool rehash)
    {
        var found = hashes.HashAll([.. manifest.Outputs.Select(o => Path.Combine(folder, o.Path))], rehash);
        foreach (var (output, hash) in manifest.Outputs.Zip(found))
        {
            if (hash is null)
            {
                return new StoreLookup(null, $"{output.Path} is missing");
            }

            if (hash.Value.Sha256 != output.Sha256)
            {
                return new StoreLookup(null, $"{output.Path} differs from its manifest");
            }
        }

        return new StoreLookup(manifest, null);
    }

    /// <summary>A manifest alone, its files unchecked; null when there is none or it cannot be read.</summary>
    public Manifest? ReadManifest(string key)
    {
        try
        {
            var path = Path.Combine(layout.Entry(key), Manifest.FileName);
            return File.Exists(path) ? ManifestJson.Read(File.ReadAllBytes(path), key) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Moves a finished temporary folder into place. The key must be locked and its entry absent.</summary>
    public void Commit(string temporary, Manifest manifest)
    {
        var manifestPath = Path.Combine(temporary, Manifest.FileName);
        beforeWrite?.Invoke(manifestPath);
        File.WriteAllBytes(manifestPath, ManifestJson.Write(manifest));
        foreach (var output in manifest.Outputs.Select(o => o.Path).Append(Manifest.FileName))
        {
            var path = Path.Combine(temporary, output);
            beforeWrite?.Invoke(path);
            if (durable)
            {
                Durability.FlushFile(path);
            }

            if (!OperatingSystem.IsWindows())
            {
                // Results are linked to from latest/; an editor must not write through.
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~AnyWrite);
            }
        }

        var entry = layout.Entry(manifest.Key);
        var parent = Path.GetDirectoryName(entry)!;
        beforeWrite?.Invoke(parent);
        Directory.CreateDirectory(parent);
        if (durable)
        {
            FlushFolders(temporary);
        }

        beforeWrite?.Invoke(entry);
        Directory.Move(temporary, entry);
        if (durable)
        {
            Durability.FlushFolder(parent);
            Durability.FlushFolder(layout.Store);
        }
    }

    /// <summary>Moves an entry to another folder of the artifacts, under a name of its own.</summary>
    /// <returns>Where it went.</returns>
    public string SetAside(string key, string folder)
    {
        beforeWrite?.Invoke(folder);
        Directory.CreateDirectory(folder);
        var time = clock.GetUtcNow().ToString(AsideTime, CultureInfo.InvariantCulture);
        var target = Path.Combine(folder, $"{key}.{time}");
        for (var i = 2; Directory.Exists(target); i++)
        {
            target = Path.Combine(folder, $"{key}.{time}.{i}");
        }

        Directory.Move(layout.Entry(key), target);
        return target;
    }

    public string SetAsideDamaged(string key) => SetAside(key, layout.Damaged);

    public string SetAsideSuperseded(string key) => SetAside(key, layout.Superseded);

    /// <summary>Keeps a code listing, for telling later which files changed.</summary>
    public void KeepCode(CodeListing code)
    {
        var path = Path.Combine(layout.Code, $"{code.Sha256}.json");
        if (File.Exists(path))
        {
            return;
        }

        beforeWrite?.Invoke(path);
        Directory.CreateDirectory(layout.Code);
        Draft.Replace(path, code.Json);
    }

    /// <summary>The text of a kept code listing, or null.</summary>
    public string? ReadCode(string sha256)
    {
        var path = Path.Combine(layout.Code, $"{sha256}.json");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static void FlushFolders(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
        {
            Durability.FlushFolder(inner);
        }

        Durability.FlushFolder(folder);
    }
}

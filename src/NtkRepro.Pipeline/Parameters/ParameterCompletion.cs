namespace NtkRepro.Pipeline;

/// <summary>
/// What an application sees that completes parameters from what lies outside, such as the hash of a file of the user's own: so that
/// it is part of the key of what reads it. It sees parameters in which no mistake was found.
/// </summary>
public sealed class ParameterCompletion
{
    private readonly ParameterCheck _check;
    private readonly HashCache _hashes;
    private readonly List<string> _sets = [];

    internal ParameterCompletion(ParameterCheck check, HashCache hashes) => (_check, _hashes) = (check, hashes);

    internal IReadOnlyList<string> Sets => _sets;

    /// <summary>The parameters as they were given.</summary>
    /// <typeparam name="T">The type the engine was loaded with.</typeparam>
    public T Parameters<T>() => _check.Parameters<T>();

    /// <summary>Gives a parameter a value, as <c>--set</c> would.</summary>
    /// <param name="path">The parameter.</param>
    /// <param name="value">Its value: a word, a number.</param>
    public void Set(string path, string value) => _sets.Add($"{path}={value}");

    /// <summary>Adds a mistake; see <see cref="ParameterCheck.Refuse"/>.</summary>
    public void Refuse(string path, string message) => _check.Refuse(path, message);

    /// <summary>
    /// The SHA-256 of a file, or of a folder's listing (<see cref="FolderFiles.Hash"/>); null where there is neither. Hashes of files that have
    /// not changed since they were last asked for are remembered.
    /// </summary>
    /// <param name="path">The file or the folder.</param>
    public string? Hash(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full)
            ? FolderFiles.Hash(
                full,
                files =>
                    [
                        .. _hashes
                            .HashAll(files)
                            .Zip(
                                files,
                                (hash, file) => hash?.Sha256 ?? throw new FileNotFoundException($"{file} is gone")
                            ),
                    ]
            )
            : _hashes.Hash(full)?.Sha256;
    }

    /// <summary>The parameters with what the application completes.</summary>
    internal static ResolvedParameters Complete(
        ResolvedParameters resolved,
        EngineParts parts,
        MistakeList mistakes,
        Func<IReadOnlyList<string>, ResolvedParameters?> resolve
    )
    {
        if (parts.Options.Complete is not { } complete || mistakes.Count > 0)
        {
            return resolved;
        }

        var completion = new ParameterCompletion(new ParameterCheck(resolved, mistakes), parts.Hashes);
        complete(completion);
        return completion.Sets.Count == 0 || mistakes.Count > 0 ? resolved : resolve(completion.Sets) ?? resolved;
    }
}

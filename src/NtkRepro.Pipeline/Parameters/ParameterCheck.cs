namespace NtkRepro.Pipeline;

/// <summary>
/// What an application's own check of its parameters sees and adds to: rules that types and attributes cannot say, such as a name that must
/// be one of another section's. Its mistakes are reported like all others, with file, line and column.
/// </summary>
public sealed class ParameterCheck
{
    private readonly ResolvedParameters _resolved;
    private readonly MistakeList _mistakes;

    internal ParameterCheck(ResolvedParameters resolved, MistakeList mistakes) =>
        (_resolved, _mistakes) = (resolved, mistakes);

    /// <summary>The parameters under the preset and the settings that are checked.</summary>
    /// <typeparam name="T">The type the engine was loaded with.</typeparam>
    public T Parameters<T>() => (T)_resolved.Root.Value!;

    /// <summary>Adds a mistake about a parameter, at the place of its name.</summary>
    /// <param name="path">The parameter, <c>models.cnn.widths</c>.</param>
    /// <param name="message">What is wrong.</param>
    public void Refuse(string path, string message) => _mistakes.Add(LocationOf(path), message);

    /// <summary>Adds a mistake about a name that should be one of several; the nearest of them, or all, are added to the message.</summary>
    /// <param name="path">The parameter whose last name is unknown.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="valid">The names that would be right.</param>
    public void RefuseUnknown(string path, string message, IReadOnlyCollection<string> valid) =>
        _mistakes.AddUnknown(LocationOf(path), message, path[(path.LastIndexOf('.') + 1)..], valid);

    internal static void Run(Action<ParameterCheck>? check, ResolvedParameters resolved, MistakeList mistakes) =>
        check?.Invoke(new ParameterCheck(resolved, mistakes));

    /// <summary>Where the parameter's name stands; where a section around it stands if it is not written out.</summary>
    private SourceLocation LocationOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('.'))])
        {
            if (_resolved.Find(at) is { } found)
            {
                return found.NameLocation ?? found.Location;
            }
        }

        return _resolved.Root.Location;
    }
}

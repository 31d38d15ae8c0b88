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

    /// <summary>Adds a mistake about a parameter, at the place of its name, or of an element of its list.</summary>
    /// <param name="path">The parameter, <c>models.cnn.widths</c>, or an element, <c>run.datasets[1]</c>.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="against">
    /// Parameters that it does not go together with. The mistake is placed at the first of all that was given on the command line; at
    /// <paramref name="path"/> where none was.
    /// </param>
    public void Refuse(string path, string message, params IEnumerable<string> against) =>
        _mistakes.Add(LocationOf(path, against), message);

    /// <summary>Adds a mistake about a name that should be one of several; the nearest of them, or all, are added to the message.</summary>
    /// <param name="path">The parameter whose last name is unknown.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="valid">The names that would be right.</param>
    /// <param name="against">As for <see cref="Refuse"/>.</param>
    public void RefuseUnknown(
        string path,
        string message,
        IReadOnlyCollection<string> valid,
        params IEnumerable<string> against
    ) => _mistakes.AddUnknown(LocationOf(path, against), message, path[(path.LastIndexOf('.') + 1)..], valid);

    internal static void Run(Action<ParameterCheck>? check, ResolvedParameters resolved, MistakeList mistakes) =>
        check?.Invoke(new ParameterCheck(resolved, mistakes));

    private SourceLocation LocationOf(string path, IEnumerable<string> against)
    {
        var place = LocationOf(path);
        return against.Select(LocationOf).Prepend(place).FirstOrDefault(at => at.Line == 0) ?? place;
    }

    /// <summary>Where the parameter's name stands; where a section around it stands if it is not written out.</summary>
    private SourceLocation LocationOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('.'))])
        {
            if (_resolved.Find(at) is { } found)
            {
                return found.NameLocation ?? found.Location;
            }

            if (ElementAt(at) is { } element)
            {
                return element.Location;
            }
        }

        return _resolved.Root.Location;
    }

    private BoundValue? ElementAt(string path)
    {
        var open = path.LastIndexOf('[');
        return open > 0 && path.EndsWith(']')
            ? _resolved.Find(path[..open])?.Parts.FirstOrDefault(p => p.Key == path[(open + 1)..^1]).Value
            : null;
    }
}

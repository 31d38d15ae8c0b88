using System.Collections;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>
/// Environment variables by parameter name, after <c>NUKE_</c> or <c>NTK_</c>: only letters and digits count, and case does not. So
/// <c>BatchSize</c> is found as <c>NTK_BATCH_SIZE</c> and <c>NUKE_BatchSize</c>; a <c>BATCH_SIZE</c> is somebody else's.
/// </summary>
internal sealed class EnvironmentValues
{
    private const string Nuke = "NUKE_";
    private const string Own = "NTK_";

    // What build.sh reads itself.
    private const string Packages = "Packages";

    private readonly string _folder;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="variables">The environment.</param>
    /// <param name="folder">That in which the command was given, to which relative paths refer.</param>
    public EnvironmentValues(IDictionary variables, string folder)
    {
        _folder = folder;
        foreach (DictionaryEntry variable in variables)
            _values[(string)variable.Key] = (string?)variable.Value ?? "";
    }

    /// <summary>The variables that give a parameter.</summary>
    public IReadOnlyList<string> Names(string parameter) =>
        [.. _values.Keys.Where(name => IsOurs(name) && IsSame(Rest(name), parameter)).Order(StringComparer.Ordinal)];

    /// <summary>The variables that have a parameter's name, and are somebody else's.</summary>
    public IReadOnlyList<string> Foreign(string parameter) =>
        [.. _values.Keys.Where(name => !IsOurs(name) && (IsSame(name, parameter) || IsSame(name, "NUKE" + parameter)))];

    /// <summary>Returns the value, or null if no variable, or more than one, has the name.</summary>
    public GivenValues? Find(string parameter) => Names(parameter) is [var name] ? Given(name) : null;

    /// <summary>What is wrong with the names of variables: those that give no parameter, though they are called as if they did.</summary>
    /// <param name="parameters">The names of the parameters that there are.</param>
    public IEnumerable<string> Mistakes(IReadOnlyList<ParameterDeclaration> parameters)
    {
        var valid = parameters
            .Where(p => p.IsInEnvironment)
            .Select(p => Variable(p.DashedName))
            .Append(Own + "PACKAGES")
            .ToList();
        foreach (var name in _values.Keys.Where(IsOurs).Order(StringComparer.Ordinal))
        {
            var rest = Rest(name);
            if (IsSame(rest, Packages) || parameters.Any(p => IsSame(rest, p.Name)))
                continue;
            var hint = NearestName.Hint(Own + rest, valid);
            // NUKE has variables of its own.
            if (hint.Length > 0 || name.StartsWith(Own, StringComparison.Ordinal))
                yield return $"Unknown environment variable '{name}'.{(hint.Length > 0 ? hint : " './build.sh --help' lists the parameters.")}";
        }
    }

    private static string Variable(string dashed) => Own + dashed.Replace('-', '_').ToUpperInvariant();

    private static bool IsOurs(string name) =>
        name.StartsWith(Nuke, StringComparison.Ordinal) || name.StartsWith(Own, StringComparison.Ordinal);

    private static string Rest(string name) => name[(name.IndexOf('_') + 1)..];

    private static bool IsSame(string variable, string parameter) =>
        string.Equals(
            string.Concat(variable.Where(char.IsLetterOrDigit)),
            parameter,
            StringComparison.OrdinalIgnoreCase
        );

    // A variable that is set to nothing counts as not set.
    private GivenValues? Given(string name) =>
        string.IsNullOrWhiteSpace(_values[name])
            ? null
            : new($"Environment variable '{name}'", [_values[name]], _folder);
}

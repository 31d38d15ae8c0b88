using System.Collections;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>
/// Environment variables by parameter name: only letters and digits count, case does not, and a leading <c>NUKE</c> may be there.
/// So <c>BatchSize</c> is found as <c>BatchSize</c>, <c>BATCH_SIZE</c> and <c>NUKE_BATCH_SIZE</c>.
/// </summary>
internal sealed class EnvironmentValues
{
    private const string Prefix = "NUKE";
    private readonly string _folder;
    private readonly Dictionary<string, string> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _namesByKey = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="variables">The environment.</param>
    /// <param name="folder">That in which the command was given, to which relative paths refer.</param>
    public EnvironmentValues(IDictionary variables, string folder)
    {
        _folder = folder;
        foreach (DictionaryEntry variable in variables)
        {
            var name = (string)variable.Key;
            _exact[name] = (string?)variable.Value ?? "";
            var key = Key(name);
            if (!_namesByKey.TryGetValue(key, out var names))
                _namesByKey[key] = names = [];
            names.Add(name);
        }
    }

    /// <summary>The variables that name a parameter.</summary>
    public IReadOnlyList<string> Names(string parameter)
    {
        if (_exact.ContainsKey(parameter))
            return [parameter];
        var key = Key(parameter);
        return [.. Of(key).Concat(Of(Prefix + key)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns the value, or null if no variable, or more than one, has the name.</summary>
    public GivenValues? Find(string parameter) => Names(parameter) is [var name] ? Given(name) : null;

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private List<string> Of(string key) => _namesByKey.GetValueOrDefault(key) ?? [];

    // A variable that is set to nothing counts as not set.
    private GivenValues? Given(string name) =>
        string.IsNullOrWhiteSpace(_exact[name]) ? null : new($"Environment variable '{name}'", [_exact[name]], _folder);
}

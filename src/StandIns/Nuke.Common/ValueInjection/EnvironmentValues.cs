using System.Collections;
using Nuke.Common.Reporting;

namespace Nuke.Common.ValueInjection;

/// <summary>
/// Environment variables by parameter name: only letters and digits count, case does not, and a leading <c>NUKE</c> may be there.
/// So <c>BatchSize</c> is found as <c>BatchSize</c>, <c>BATCH_SIZE</c> and <c>NUKE_BATCH_SIZE</c>.
/// </summary>
internal sealed class EnvironmentValues
{
    private const string Prefix = "NUKE";
    private readonly Dictionary<string, string> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _namesByKey = new(StringComparer.OrdinalIgnoreCase);

    private EnvironmentValues(IDictionary variables)
    {
        foreach (DictionaryEntry variable in variables)
        {
            var name = (string)variable.Key;
            _exact[name] = (string?)variable.Value ?? "";
            var key = string.Concat(name.Where(char.IsLetterOrDigit));
            if (!_namesByKey.TryGetValue(key, out var names))
                _namesByKey[key] = names = [];
            names.Add(name);
        }
    }

    public static EnvironmentValues FromProcess() => new(Environment.GetEnvironmentVariables());

    /// <summary>Returns the value, or null if no variable, or more than one, has the name.</summary>
    public GivenValues? Find(string parameter)
    {
        if (_exact.ContainsKey(parameter))
            return Given(parameter);
        var key = string.Concat(parameter.Where(char.IsLetterOrDigit));
        var names = Names(key).Concat(Names(Prefix + key)).Order(StringComparer.Ordinal).ToList();
        if (names.Count > 1)
            BuildLog.Write(
                LogLevel.Warning,
                $"Parameter {parameter} is ignored in the environment: {string.Join(", ", names)} all name it"
            );
        return names is [var name] ? Given(name) : null;
    }

    private List<string> Names(string key) => _namesByKey.GetValueOrDefault(key) ?? [];

    // A variable that is set to nothing counts as not set.
    private GivenValues? Given(string name) =>
        string.IsNullOrWhiteSpace(_exact[name])
            ? null
            : new($"Environment variable '{name}'", [_exact[name]], Environment.CurrentDirectory);
}

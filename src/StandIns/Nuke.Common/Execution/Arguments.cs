using System.Collections;
using Nuke.Common.IO;

namespace Nuke.Common.Execution;

/// <summary>The parameters that the engine reads by itself: on the command line, then in the environment.</summary>
internal static class Arguments
{
    private static readonly string[] s_all = Environment.GetCommandLineArgs()[1..];

    /// <summary>The words before the first option, or what <c>--target</c> or the environment names; null where none is.</summary>
    public static IReadOnlyList<string>? Targets =>
        Find("Target", Positional is [] ? FromEnvironment("Target") : Positional) is { } names ? Split(names) : null;

    /// <summary>The targets to skip; none of them for all that were not asked for; null where it is not given.</summary>
    public static IReadOnlyList<string>? Skipped =>
        Find("Skip", FromEnvironment("Skip")) is { } names ? Split(names) : null;

    /// <summary>Whether the plan is to be shown.</summary>
    public static bool Plan => Find("Plan", FromEnvironment("Plan")) is { } values && values is [] or ["true"];

    private static IReadOnlyList<string> Positional => ValuesFrom(0);

    /// <exception cref="DirectoryNotFoundException">There is no folder <c>.nuke</c>, here or above.</exception>
    public static AbsolutePath FindRoot()
    {
        var folder = Environment.CurrentDirectory;
        if (Find("Root", FromEnvironment("Root")) is { } given)
            return Path.GetFullPath(given is [var path, ..] ? path : folder);
        for (AbsolutePath? at = folder; at is not null; at = at.Parent)
        {
            if (Directory.Exists(at / ".nuke"))
                return at;
        }
        throw new DirectoryNotFoundException($"There is no '.nuke' folder in '{folder}' or above it.");
    }

    public static bool Same(string a, string b) =>
        string.Equals(WithoutDashes(a), WithoutDashes(b), StringComparison.OrdinalIgnoreCase);

    private static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);

    // The last of several options counts.
    private static IReadOnlyList<string>? Find(string name, IReadOnlyList<string>? otherwise)
    {
        var index = Array.FindLastIndex(s_all, word => word.StartsWith('-') && Same(word, name));
        return index < 0 ? otherwise : ValuesFrom(index + 1);
    }

    private static string[] ValuesFrom(int start) => [.. s_all.Skip(start).TakeWhile(word => !word.StartsWith('-'))];

    // Of the letters and digits of a variable's name, a leading NUKE may be left out. Two variables of one name are none.
    private static string[]? FromEnvironment(string name)
    {
        var values = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(variable =>
            {
                var key = string.Concat(((string)variable.Key).Where(char.IsLetterOrDigit));
                return Same(key, name) || Same(key, "NUKE" + name);
            })
            .Select(variable => (string)variable.Value!)
            .ToList();
        return values is [{ Length: > 0 } value] ? [value] : null;
    }

    private static IReadOnlyList<string> Split(IReadOnlyList<string> names) =>
        [.. names.SelectMany(name => name.Split('+', StringSplitOptions.RemoveEmptyEntries))];
}

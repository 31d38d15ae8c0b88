namespace Nuke.Common.Utilities.Collections;

/// <summary>Dictionaries in fluent style.</summary>
public static class DictionaryExtensions
{
    /// <summary>Adds a pair and returns the dictionary; for <see cref="NukeBuild.ReportSummary"/>.</summary>
    public static Dictionary<TKey, TValue> AddPair<TKey, TValue>(
        this Dictionary<TKey, TValue> dictionary,
        TKey key,
        TValue? value = default
    )
        where TKey : notnull
    {
        dictionary.Add(key, value!);
        return dictionary;
    }
}

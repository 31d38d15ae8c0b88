namespace Nuke.Common.Utilities.Collections;

/// <summary>Dictionaries that are filled in one expression.</summary>
public static class DictionaryExtensions
{
    /// <summary>Adds a key with its value, and returns the dictionary.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public static Dictionary<TKey, TValue> AddPair<TKey, TValue>(
        this Dictionary<TKey, TValue> dictionary,
        TKey key,
        TValue value = default!
    )
        where TKey : notnull
    {
        dictionary.Add(key, value);
        return dictionary;
    }
}

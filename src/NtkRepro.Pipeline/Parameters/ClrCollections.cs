using System.Collections.ObjectModel;
using System.Reflection;

namespace NtkRepro.Pipeline;

/// <summary>Makes read-only collections of element types that are known only while running.</summary>
internal static class ClrCollections
{
    private static readonly MethodInfo s_list = Generic(nameof(MakeList));
    private static readonly MethodInfo s_map = Generic(nameof(MakeMap));

    /// <summary>An <c>IReadOnlyList</c> of the parts' values.</summary>
    public static object List(Type element, IReadOnlyList<KeyValuePair<string, BoundValue>> parts) =>
        s_list.MakeGenericMethod(element).Invoke(null, [parts])!;

    /// <summary>An <c>IReadOnlyDictionary</c> from the parts' names to their values.</summary>
    public static object Map(Type element, IReadOnlyList<KeyValuePair<string, BoundValue>> parts) =>
        s_map.MakeGenericMethod(element).Invoke(null, [parts])!;

    private static MethodInfo Generic(string name) =>
        typeof(ClrCollections).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ReadOnlyCollection<T> MakeList<T>(IReadOnlyList<KeyValuePair<string, BoundValue>> parts) =>
        Array.AsReadOnly(parts.Select(p => (T)p.Value.Value!).ToArray());

    private static ReadOnlyDictionary<string, T> MakeMap<T>(IReadOnlyList<KeyValuePair<string, BoundValue>> parts) =>
        new(parts.ToDictionary(p => p.Key, p => (T)p.Value.Value!, StringComparer.Ordinal));
}

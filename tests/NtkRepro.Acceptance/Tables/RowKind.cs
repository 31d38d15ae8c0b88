using System.Reflection;
using System.Text.RegularExpressions;
using NtkRepro.Data;

namespace NtkRepro.Acceptance.Tables;

/// <summary>A kind of record of which the application makes tables.</summary>
/// <param name="Type">The record.</param>
internal sealed partial record RowKind(Type Type)
{
    private static readonly Type[] Values = [typeof(string), typeof(int), typeof(double), typeof(bool), typeof(byte)];

    /// <summary>All kinds, by name.</summary>
    public static IReadOnlyList<RowKind> All { get; } =
    [
        .. typeof(Table)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Row", StringComparison.Ordinal))
            .Select(type => new RowKind(type))
            .Where(kind => kind.Properties.Count > 0 && kind.Properties.All(p => Values.Contains(p.PropertyType)))
            .OrderBy(kind => kind.Type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The properties that become columns, in their order.</summary>
    public IReadOnlyList<PropertyInfo> Properties { get; } =
    [.. Constructor(Type)?.GetParameters().Select(p => Type.GetProperty(p.Name!)!) ?? []];

    /// <summary>Name and type of each column.</summary>
    public IReadOnlyList<string> Columns =>
        [.. Properties.Select(p => $"{Words().Replace(p.Name, "_").ToLowerInvariant()} {p.PropertyType.Name}")];

    /// <summary>A record of the values.</summary>
    public object Create(IEnumerable<object> values) => Constructor(Type)!.Invoke([.. values]);

    /// <summary>What a table of the records should hold.</summary>
    public TableContents Contents(IEnumerable<object> records) =>
        new(
            Columns,
            [.. records.Select(record => Properties.Select(p => TableContents.Text(p.GetValue(record))).ToList())]
        );

    /// <summary>Writes records as the application does.</summary>
    public void Write(string path, IReadOnlyList<object> records)
    {
        var typed = Array.CreateInstance(Type, records.Count);
        for (var i = 0; i < records.Count; i++)
            typed.SetValue(records[i], i);
        Generic(nameof(Table.Write)).Invoke(null, [path, typed]);
    }

    /// <summary>Reads records as the application does.</summary>
    public IEnumerable<object> Read(string path) =>
        ((System.Collections.IEnumerable)Generic(nameof(Table.Read)).Invoke(null, [path])!).Cast<object>();

    public override string ToString() => Type.Name;

    private static ConstructorInfo? Constructor(Type type) =>
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);

    private MethodInfo Generic(string name) => typeof(Table).GetMethod(name)!.MakeGenericMethod(Type);

    [GeneratedRegex("(?<=.)(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}

namespace NtkRepro.Pipeline;

/// <summary>A stored file that a stage reads, or that a finished run offers.</summary>
/// <param name="Instance">The instance that wrote it.</param>
/// <param name="Axes">That instance's axes, in canonical texts.</param>
/// <param name="Name">Its path among that instance's outputs, with forward slashes.</param>
/// <param name="Path">Its full path; read-only.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hex digits.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record InputFile(
    string Instance,
    IReadOnlyDictionary<string, string> Axes,
    string Name,
    string Path,
    string Sha256,
    long Size
)
{
    /// <summary>The value of a numeric axis.</summary>
    /// <param name="name">The axis.</param>
    /// <exception cref="InvalidOperationException">The producer has no such axis, or it is not numeric.</exception>
    public decimal AxisNumber(string name) => AxisLookup.Number(Instance, Axes, name);

    internal static InputFile Of(Instance producer, StoredFile file, string folder) =>
        Of(producer.Name, producer.Axes, file, folder);

    internal static InputFile Of(
        string producer,
        IReadOnlyDictionary<string, string> axes,
        StoredFile file,
        string folder
    ) => new(producer, axes, file.Path, System.IO.Path.Combine(folder, file.Path), file.Sha256, file.Size);
}

/// <summary>Reads axes and says which there are when one is missing.</summary>
internal static class AxisLookup
{
    public static string Text(string instance, IReadOnlyDictionary<string, string> axes, string name) =>
        axes.TryGetValue(name, out var text)
            ? text
            : throw new InvalidOperationException(
                $"{instance} has no axis '{name}'" + Suggestion.For(name, [.. axes.Keys])
            );

    public static decimal Number(string instance, IReadOnlyDictionary<string, string> axes, string name)
    {
        var text = Text(instance, axes, name);
        return CanonicalNumber.TryParse(text, out var number)
            ? number
            : throw new InvalidOperationException($"axis '{name}' of {instance} is '{text}', not a number");
    }
}

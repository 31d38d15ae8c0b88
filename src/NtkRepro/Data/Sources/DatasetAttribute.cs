namespace NtkRepro.Data.Sources;

/// <summary>
/// Marks a reader as that of a kind of dataset, by the name that <c>kind</c> in pipeline.yaml says. It has a constructor of
/// <see cref="DatasetParameters"/>. What it asks of these it says as <see cref="IParameterRules{T}"/> of them.
/// </summary>
/// <param name="kind">The kind; its files are in the folder of that name in <c>Data/Kinds</c>.</param>
/// <param name="roles">
/// The roles of the files that it reads, with spaces between; several, where there are several ways to hand it the same; none where they
/// are asked for only while it reads.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatasetAttribute(string kind, params string[] roles) : Attribute
{
    /// <summary>The roles of its files, each way that there is.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Roles { get; } = [.. roles.Select(way => way.Split(' '))];

    /// <summary>What its arrays or columns can hold, with spaces between: the names in <c>fields</c>.</summary>
    public string Fields { get; init; } = "";

    /// <summary>The kind.</summary>
    public string Kind => kind;
}

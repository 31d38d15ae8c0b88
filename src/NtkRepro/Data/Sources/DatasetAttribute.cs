namespace NtkRepro.Data.Sources;

/// <summary>
/// Marks a reader as that of a kind of dataset, by the name that <c>kind</c> in pipeline.yaml says. It has a constructor of
/// <see cref="DatasetParameters"/>.
/// </summary>
/// <param name="kind">The kind; its files are in the folder of that name in <c>Data/Kinds</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatasetAttribute(string kind) : Attribute
{
    /// <summary>The kind.</summary>
    public string Kind => kind;
}

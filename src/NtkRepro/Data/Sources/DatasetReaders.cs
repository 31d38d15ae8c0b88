using System.Reflection;

namespace NtkRepro.Data.Sources;

/// <summary>The kinds of datasets.</summary>
public static class DatasetReaders
{
    private static readonly KindRegistry<IDatasetReader> Registry = new(
        "dataset",
        type => type.GetCustomAttribute<DatasetAttribute>()?.Kind
    );

    /// <summary>The kinds of datasets: readers with a <see cref="DatasetAttribute"/>.</summary>
    public static IEnumerable<string> Kinds => Registry.Kinds;

    /// <summary>The reader of a dataset's kind.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IDatasetReader Create(DatasetParameters parameters) => Registry.Create(parameters.Kind, parameters);

    /// <summary>The reader of a kind.</summary>
    internal static Type TypeOf(string kind) => Registry.TypeOf(kind);
}

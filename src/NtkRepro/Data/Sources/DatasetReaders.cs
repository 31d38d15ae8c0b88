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
    /// <exception cref="ArgumentException">The kind is unknown, or the parameters do not fit it.</exception>
    public static IDatasetReader Create(DatasetParameters parameters) =>
        Problems(parameters).FirstOrDefault() is { } problem
            ? throw new ArgumentException($"{problem.Parameter}: {problem.Message}", nameof(parameters))
            : Registry.Create(parameters.Kind, parameters);

    /// <summary>What is wrong with a dataset's parameters, as its kind has it.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters) =>
        Registry.Problems(parameters.Kind, parameters);

    /// <summary>The roles of the files that a kind reads, each way that there is.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Roles(string kind) =>
        TypeOf(kind).GetCustomAttribute<DatasetAttribute>()!.Roles;

    /// <summary>Those roles of a kind, among the ways that there are, which some that are given come nearest to.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IReadOnlyList<string> Meant(string kind, IReadOnlySet<string> given) =>
        Roles(kind).MaxBy(way => (2 * way.Count(given.Contains)) - way.Count)!;

    /// <summary>What a kind's arrays or columns can hold, as <c>fields</c> names it.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IReadOnlyList<string> Fields(string kind) =>
        TypeOf(kind).GetCustomAttribute<DatasetAttribute>()!.Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The reader of a kind.</summary>
    internal static Type TypeOf(string kind) => Registry.TypeOf(kind);
}

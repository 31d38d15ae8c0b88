using System.Reflection;
using System.Runtime.ExceptionServices;

namespace NtkRepro.Data;

/// <summary>The classes that an attribute marks as a kind of something, by the kind's name: adding one takes one class.</summary>
/// <typeparam name="T">What they are.</typeparam>
/// <param name="what">The same in words: <c>network</c>.</param>
/// <param name="kindOf">The kind of a class, null for one that is none.</param>
internal sealed class KindRegistry<T>(string what, Func<Type, string?> kindOf)
{
    private readonly Lazy<SortedDictionary<string, Type>> types = new(() => Find(kindOf));

    /// <summary>The kinds, in order.</summary>
    public IEnumerable<string> Kinds => types.Value.Keys;

    /// <summary>The class of a kind.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Type TypeOf(string kind) =>
        types.Value.TryGetValue(kind, out var type)
            ? type
            : throw new ArgumentException(
                $"unknown kind of {what} '{kind}'; known: {string.Join(", ", Kinds)}",
                nameof(kind)
            );

    /// <summary>A new object of a kind; what its constructor throws is thrown.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public T Create(string kind, params object[] arguments)
    {
        try
        {
            return (T)Activator.CreateInstance(TypeOf(kind), arguments)!;
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    /// <summary>What is wrong with parameters, as the class of their kind has it; nothing where it has no rules.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public IEnumerable<ParameterProblem> Problems<TParameters>(string kind, TParameters parameters)
    {
        var type = TypeOf(kind);
        return type.IsAssignableTo(typeof(IParameterRules<TParameters>))
            ? typeof(KindRegistry<T>)
                .GetMethod(nameof(ProblemsOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type, typeof(TParameters))
                .CreateDelegate<Func<TParameters, IEnumerable<ParameterProblem>>>()(parameters)
            : [];
    }

    private static IEnumerable<ParameterProblem> ProblemsOf<TKind, TParameters>(TParameters parameters)
        where TKind : IParameterRules<TParameters> => TKind.Problems(parameters);

    private static SortedDictionary<string, Type> Find(Func<Type, string?> kindOf)
    {
        var found = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in typeof(KindRegistry<>).Assembly.GetTypes())
        {
            if (kindOf(type) is { } kind)
                found.Add(kind, type);
        }
        return found;
    }
}

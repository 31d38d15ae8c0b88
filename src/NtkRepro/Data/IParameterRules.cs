namespace NtkRepro.Data;

/// <summary>
/// What a kind of network or dataset asks of its parameters, so that a mistake in them is known before anything runs. A kind that asks for
/// nothing need not have it.
/// </summary>
/// <typeparam name="T">The parameters.</typeparam>
public interface IParameterRules<in T>
{
    /// <summary>What is wrong with the parameters; nothing where an object of the kind can be made of them.</summary>
    static abstract IEnumerable<ParameterProblem> Problems(T parameters);
}

/// <summary>What is wrong with a parameter.</summary>
/// <param name="Parameter">Its path below those of its kind: <c>depth</c>, <c>words.folders.spam</c>.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record ParameterProblem(string Parameter, string Message);

namespace NtkRepro.Pipeline;

/// <summary>The executors by the names that people give them.</summary>
public static class Executors
{
    /// <summary>This machine.</summary>
    public const string Local = "local";

    /// <summary>Jobs of SLURM.</summary>
    public const string Slurm = "slurm";

    private static readonly string[] s_names = [Local, Slurm];

    /// <summary>Checks a name.</summary>
    /// <param name="name">As it was given; null means <see cref="Local"/>.</param>
    /// <exception cref="DefinitionException">No executor has it; the message says which it may have meant.</exception>
    public static string Check(string? name) =>
        name is null ? Local
        : s_names.Contains(name, StringComparer.Ordinal) ? name
        : throw new DefinitionException([
            new Mistake(
                new SourceLocation($"--executor {name}"),
                $"unknown executor '{name}'" + Suggestion.For(name, s_names)
            ),
        ]);
}

namespace NtkRepro.Pipeline.Bench;

/// <summary>The parameters of both definitions.</summary>
public sealed record HostParameters(RunParameters Run, FileParameters File);

/// <summary>What the axes run over.</summary>
public sealed record RunParameters(
    [Optional] NumberRange? Items,
    [Optional] IReadOnlyList<string> Models,
    [Optional] IReadOnlyList<int> Seeds,
    [Optional] NumberRange? Times,
    [Optional] NumberRange? Grid,
    [Optional] IReadOnlyList<int> Children,
    [Optional] NumberRange? Rates
);

/// <summary>What is written.</summary>
public sealed record FileParameters([Range(1, 100_000_000)] int Bytes);

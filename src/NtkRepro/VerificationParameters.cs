using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>What <c>./build.sh Verify</c> asks for.</summary>
public sealed record VerificationParameters(
    [Help("How much a number may differ from the reference, where its column says nothing else"), Optional]
        ToleranceParameters Tolerance,
    [Help("For each table and column how much it may differ"), Optional]
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, ToleranceParameters>> Tolerances,
    [Help("For each dataset and network the claims that must hold")]
    [OneOf("basin", "transient", "factor3", "match", "advantage", "universal"), Set, Optional]
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Claims
);

/// <summary>
/// How much a number may differ: |here − reference| ≤ absolute + relative · |reference|. Texts, truth values and numbers that are not finite
/// must be equal; so must whole numbers, unless their own column says otherwise.
/// </summary>
public sealed record ToleranceParameters(
    [Help("Units of the column"), Range(0, double.MaxValue)] double Absolute = 0,
    [Help("A fraction of the reference"), Range(0, 10)] double Relative = 1e-5,
    [Help("False: the column is not compared, and the verification says so")] bool Compare = true
);

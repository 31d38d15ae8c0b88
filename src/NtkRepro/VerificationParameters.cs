using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>What <c>./build.sh Verify</c> asks for.</summary>
public sealed record VerificationParameters(
    [Help("For each dataset and network the claims that must hold")]
    [OneOf("basin", "transient", "factor3", "match", "advantage", "universal"), Optional]
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Claims
);

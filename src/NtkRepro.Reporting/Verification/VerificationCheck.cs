using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>Checks the names in <see cref="VerificationParameters"/>: datasets and networks.</summary>
internal static class VerificationCheck
{
    /// <summary>Adds a mistake for each name that means nothing.</summary>
    public static void Run(ParameterCheck check)
    {
        var parameters = check.Parameters<Parameters>();
        foreach (var (dataset, networks) in parameters.Verification.Claims)
        {
            var path = $"verification.claims.{dataset}";
            if (!parameters.Datasets.ContainsKey(dataset))
                check.RefuseUnknown(path, $"unknown dataset '{dataset}'", [.. parameters.Datasets.Keys]);
            foreach (var network in networks.Keys.Where(n => !parameters.Models.ContainsKey(n)))
                check.RefuseUnknown($"{path}.{network}", $"unknown network '{network}'", [.. parameters.Models.Keys]);
        }
    }
}

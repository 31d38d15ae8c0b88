using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Results;

/// <summary>The signs of the verdicts on a claim, which colour alone must not tell.</summary>
internal static class VerdictSymbols
{
    /// <summary>All of them with their words, as a legend.</summary>
    public static string Legend { get; } = string.Join(", ", Verdicts.All.Select(v => $"{Of(v)} {v}"));

    /// <summary>Which claims the signs in a row are of, as a sentence.</summary>
    public static string Order { get; } = $"Claims in this order: {string.Join(", ", Claims.Ids)}.";

    /// <summary>The sign of a verdict.</summary>
    public static string Of(string verdict) =>
        verdict switch
        {
            Verdicts.Holds => "✓",
            Verdicts.DoesNotHold => "✗",
            Verdicts.Undecided => "?",
            Verdicts.NotTestable => "○",
            _ => "–",
        };

    /// <summary>The class of a verdict on the page.</summary>
    public static string StyleOf(string verdict) =>
        verdict switch
        {
            Verdicts.Holds => "holds",
            Verdicts.DoesNotHold => "fails",
            Verdicts.Undecided => "open",
            _ => "unknown",
        };

    /// <summary>Whether a verdict is by a number; otherwise that means nothing, or there is none.</summary>
    public static bool IsByNumber(string verdict) => verdict is not (Verdicts.NotTestable or Verdicts.NotMeasured);
}

namespace NtkRepro.Metrics;

/// <summary>The verdicts on a claim, and on a number by its interval.</summary>
public static class Verdicts
{
    /// <summary>The interval lies on the claim's side of the threshold.</summary>
    public const string Holds = "holds";

    /// <summary>It lies on the other side.</summary>
    public const string DoesNotHold = "does not hold";

    /// <summary>It straddles the threshold.</summary>
    public const string Undecided = "undecided";

    /// <summary>The setting cannot show the effect.</summary>
    public const string NotTestable = "not testable";

    /// <summary>There are no runs for it, or too few.</summary>
    public const string NotMeasured = "not measured";

    /// <summary>All verdicts.</summary>
    public static IReadOnlyList<string> All { get; } = [Holds, DoesNotHold, Undecided, NotTestable, NotMeasured];

    /// <summary>On a number that should be at most a threshold.</summary>
    public static string AtMost(double low, double high, double threshold) =>
        high <= threshold ? Holds
        : low > threshold ? DoesNotHold
        : Undecided;

    /// <summary>On a number that should be at least a threshold.</summary>
    public static string AtLeast(double low, double high, double threshold) =>
        low >= threshold ? Holds
        : high < threshold ? DoesNotHold
        : Undecided;

    /// <summary>On a number that should be at most a threshold away from 0.</summary>
    public static string Within(double low, double high, double threshold) =>
        low >= -threshold && high <= threshold ? Holds
        : low > threshold || high < -threshold ? DoesNotHold
        : Undecided;

    /// <summary>On several that should all hold.</summary>
    public static string Together(IReadOnlyCollection<string> verdicts) =>
        verdicts.Contains(DoesNotHold) ? DoesNotHold
        : verdicts.Contains(Undecided) ? Undecided
        : Holds;
}

using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>How a target that runs the pipeline ended.</summary>
/// <param name="Code">One of <see cref="ExitCodes"/>.</param>
/// <param name="Numbers">What it did, for the closing table; none where this was told already.</param>
public sealed record RunOutcome(int Code, IReadOnlyList<KeyValuePair<string, string>> Numbers)
{
    /// <summary>The instances that ran.</summary>
    public const string Computed = "computed";

    /// <summary>Those whose results were there.</summary>
    public const string UpToDate = "up to date";

    /// <summary>Those that failed.</summary>
    public const string Failed = "failed";

    /// <summary>Those that were running when the run was stopped.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Those that did not run, because of others.</summary>
    public const string NotRun = "not run";

    /// <summary>An end of which nothing is to be told.</summary>
    /// <param name="code">One of <see cref="ExitCodes"/>.</param>
    public static RunOutcome Of(int code) => new(code, []);

    /// <summary>The end of a target that did not begin, because one before it had failed.</summary>
    /// <param name="code">That of the failure.</param>
    public static RunOutcome After(int code) => new(code, [new(NotRun, "all")]);

    /// <summary>Counts instances; how many failed, were interrupted or did not run is left out where none did.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Count(IReadOnlyCollection<InstanceResult> instances)
    {
        return
        [
            new(Computed, Text(Of(Outcome.Computed))),
            new(UpToDate, Text(Of(Outcome.UpToDate, Outcome.Cached))),
            .. Some(Failed, Outcome.Failed),
            .. Some(Interrupted, Outcome.Cancelled),
            .. Some(NotRun, Outcome.Skipped),
        ];

        IEnumerable<KeyValuePair<string, string>> Some(string name, Outcome outcome) =>
            Of(outcome) is > 0 and var count ? [new(name, Text(count))] : [];

        int Of(params Outcome[] outcomes) => instances.Count(i => outcomes.Contains(i.Outcome));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

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

    /// <summary>Those that failed, or were stopped.</summary>
    public const string Failed = "failed";

    /// <summary>Those that did not run, because of others.</summary>
    public const string NotRun = "not run";

    /// <summary>An end of which nothing is to be told.</summary>
    /// <param name="code">One of <see cref="ExitCodes"/>.</param>
    public static RunOutcome Of(int code) => new(code, []);

    /// <summary>The end of a target that did not begin, because one before it had failed.</summary>
    /// <param name="code">That of the failure.</param>
    public static RunOutcome After(int code) => new(code, [new(NotRun, "all")]);

    /// <summary>Counts instances; how many failed or did not run is left out where none did.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Count(IReadOnlyCollection<InstanceResult> instances)
    {
        var (failed, notRun) = (Of(Outcome.Failed, Outcome.Cancelled), Of(Outcome.Skipped));
        return
        [
            new(Computed, Text(Of(Outcome.Computed))),
            new(UpToDate, Text(Of(Outcome.UpToDate, Outcome.Cached))),
            .. failed > 0 ? [new(Failed, Text(failed))] : (KeyValuePair<string, string>[])[],
            .. notRun > 0 ? [new(NotRun, Text(notRun))] : (KeyValuePair<string, string>[])[],
        ];

        int Of(params Outcome[] outcomes) => instances.Count(i => outcomes.Contains(i.Outcome));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

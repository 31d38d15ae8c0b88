namespace NtkRepro.Reporting;

/// <summary>How a case of a verification ended.</summary>
public enum VerificationOutcome
{
    /// <summary>It was looked at, and is right.</summary>
    Passed,

    /// <summary>It was looked at, and differs.</summary>
    Failed,

    /// <summary>It was not looked at, for a reason that is none of its own: there is nothing to compare with.</summary>
    Skipped,

    /// <summary>It could not be looked at, and should have been.</summary>
    NotDone,
}

/// <summary>A table, a figure, a claim or the artifacts of a stage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Messages">Why, unless it passed; each a sentence.</param>
/// <param name="Differences">Of a table, where it differs.</param>
public sealed record VerificationCase(
    string Name,
    VerificationOutcome Outcome,
    IReadOnlyList<string> Messages,
    IReadOnlyList<VerificationDifference> Differences
)
{
    /// <summary>A case that passed, or failed if anything is said against it.</summary>
    public static VerificationCase Of(string name, IReadOnlyList<string> problems) =>
        new(name, problems.Count == 0 ? VerificationOutcome.Passed : VerificationOutcome.Failed, problems, []);

    /// <summary>A case that ended in another way.</summary>
    public static VerificationCase Of(string name, VerificationOutcome outcome, string message) =>
        new(name, outcome, [message], []);
}

/// <summary>One of the four parts of a verification.</summary>
/// <param name="Name"><c>artifacts</c>, <c>tables</c>, <c>claims</c> or <c>figures</c>.</param>
/// <param name="Passing">What it means that all cases pass, for people.</param>
/// <param name="Cases">At least one: a part with nothing to look at has a case that says so.</param>
public sealed record VerificationPart(string Name, string Passing, IReadOnlyList<VerificationCase> Cases)
{
    /// <summary>How many cases ended in a certain way.</summary>
    public int Count(VerificationOutcome outcome) => Cases.Count(c => c.Outcome == outcome);

    /// <summary>A part that was not looked at.</summary>
    public static VerificationPart NotLookedAt(string name, VerificationOutcome outcome, string message) =>
        new(name, "", [VerificationCase.Of(name, outcome, message)]);
}

/// <summary>What a verification found.</summary>
/// <param name="Preset">The preset.</param>
/// <param name="Parts">Artifacts, tables, claims and figures, in this order.</param>
public sealed record VerificationReport(string Preset, IReadOnlyList<VerificationPart> Parts)
{
    /// <summary>A difference wins over what could not be done, and that over success.</summary>
    public int ExitCode =>
        Count(VerificationOutcome.Failed) > 0 ? ExitCodes.Difference
        : Count(VerificationOutcome.NotDone) > 0 ? ExitCodes.Failure
        : ExitCodes.Success;

    /// <summary>How many cases of all parts ended in a certain way.</summary>
    public int Count(VerificationOutcome outcome) => Parts.Sum(p => p.Count(outcome));
}

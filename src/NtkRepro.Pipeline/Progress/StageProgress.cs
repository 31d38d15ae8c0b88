namespace NtkRepro.Pipeline;

/// <summary>How far the instances of one stage are.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Total">Its planned instances.</param>
/// <param name="Done">Those that have a result.</param>
/// <param name="Failed">Those that failed, were stopped or were skipped.</param>
/// <param name="Running">Those that are running.</param>
/// <param name="Fraction">The share of its work that is done, from 0 to 1; a running instance counts as much as it says it has done.</param>
public sealed record StageProgress(string Name, int Total, int Done, int Failed, int Running, double Fraction);

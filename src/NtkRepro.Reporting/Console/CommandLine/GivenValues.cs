namespace NtkRepro.Reporting.CommandLine;

/// <summary>Texts given for a parameter.</summary>
/// <param name="Source">Where they come from, as it is named in messages.</param>
/// <param name="Values">The texts; empty for an option without a value.</param>
/// <param name="Root">The folder that relative paths refer to.</param>
internal sealed record GivenValues(string Source, IReadOnlyList<string> Values, string Root);

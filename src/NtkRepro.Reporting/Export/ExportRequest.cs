namespace NtkRepro.Reporting.Export;

/// <summary>What to export, and where to.</summary>
/// <param name="Pipeline">The run: definition, artifacts, preset and settings.</param>
/// <param name="To">The folder to write; it must be new, empty, or an earlier export.</param>
/// <param name="Author">Who publishes, <c>Name</c> or <c>Name &lt;https://orcid.org/…&gt;</c>; null for git's user name.</param>
public sealed record ExportRequest(PipelineRequest Pipeline, string To, string? Author);

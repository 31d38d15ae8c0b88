using System.Security.Cryptography;
using System.Text;
using NtkRepro.Figures;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Export;

/// <summary>What the description of an export needs to know of the run.</summary>
internal sealed record ExportedRun
{
    /// <summary>The plan, of which everything is up to date.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Where and when each result was computed.</summary>
    public required IReadOnlyList<Provenance> Results { get; init; }

    /// <summary>Who publishes.</summary>
    public required Person Author { get; init; }

    /// <summary>The names of the stages whose outputs are exported.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>The files of the export, all but its metadata.</summary>
    public required IReadOnlyList<CrateFile> Files { get; init; }

    /// <summary>When the first result was begun.</summary>
    public DateTimeOffset Started => Results.Min(r => r.Started);

    /// <summary>When the last result was finished.</summary>
    public DateTimeOffset Ended => Results.Max(r => r.Ended);

    /// <summary>The parameters as the stages were given them.</summary>
    public Parameters Parameters => Plan.ParametersAs<Parameters>();

    /// <summary>The names of the engines, one unless results of several are kept.</summary>
    public IReadOnlyList<string> Engines => [.. Results.Select(r => r.Engine).Distinct(StringComparer.Ordinal).Order()];

    /// <summary>The state of the repository that is exported from, with the definition that goes along; null outside one.</summary>
    public Revision? Here { get; init; }

    /// <summary>
    /// The states of the repository that results were computed in, and that which is exported from where it has uncommitted changes.
    /// </summary>
    public IReadOnlyList<Revision> Revisions =>
        [
            .. Results
                .Select(r => r.Revision)
                .Append(Here is { Changes.Count: > 0 } ? Here : null)
                .OfType<Revision>()
                .Distinct()
                .OrderBy(r => r.ToString(), StringComparer.Ordinal),
        ];

    /// <summary>What it is called.</summary>
    public RunTitle Title => RunTitle.Of(Plan, Revisions);

    /// <summary>What a figure says of itself.</summary>
    /// <param name="path">The figure, relative to the export.</param>
    public FigureNote NoteOf(string path)
    {
        var commit = Revisions.Count > 0 ? $"; commit {string.Join(", ", Revisions.Select(r => r.Summary))}" : "";
        return new($"{path}: {Title}", $"NtkRepro, {Title.Command}{commit}", Author.Name);
    }

    /// <summary>A name of the run that follows from its results: 16 hex digits of the hash of their keys.</summary>
    public string Id
    {
        get
        {
            var keys = string.Join('\n', Results.Select(r => r.Key).Order(StringComparer.Ordinal));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)))[..16];
        }
    }
}

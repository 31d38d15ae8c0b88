using System.Globalization;
using System.Text;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Export;

/// <summary>The names of files at the top of an export, and the text of its README.</summary>
internal static class ExportText
{
    public const string Readme = "README.md";
    public const string Report = "report.html";
    public const string Definition = "pipeline.yaml";
    public const string License = "LICENSE";
    public const string Instances = "instances.json";
    public const string Checksums = "SHA256SUMS";

    /// <summary>The README of an export, for people who find it without the project.</summary>
    public static string RenderReadme(ExportedRun run, bool hasReport)
    {
        var text = new StringBuilder("# Deep learning versus kernel learning, reproduced\n\n");
        text.Append("Results of a reproduction of Fort et al., *Deep learning versus kernel learning* (NeurIPS 2020, ")
            .Append("[arXiv:2010.15110](https://arxiv.org/abs/2010.15110)).\n\n");
        text.Append($"This is {run.Title}:\n\n    {run.Title.Command}\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{run.Plan.Instances.Count} instances, the first begun {run.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC, the last finished {run.Ended.UtcDateTime:yyyy-MM-dd HH:mm} UTC, on {string.Join(", ", run.Engines)}"
        );
        text.Append(run.Revisions.Count > 0 ? $"; commit {string.Join(", ", run.Revisions)}.\n\n" : ".\n\n");
        text.Append("| | |\n|---|---|\n");
        if (hasReport)
            text.Append(
                $"| [`{Report}`]({Report}) | claims, figures with captions, parameters, provenance: begin here |\n"
            );
        foreach (var stage in run.Stages)
            text.Append($"| `{stage}/` | {run.Plan.Definition.Stage(stage).Description} |\n");
        text.Append(
            $"| `{PlainTables.Csv}/` | every table as CSV, all networks together, with dataset, network and settings as columns; `headlines.csv` has the numbers asked for first |\n"
        );
        text.Append($"| `{PlainTables.Latex}/` | claims and headline numbers for a paper (booktabs) |\n");
        text.Append($"| `{Definition}` | all parameters and stages |\n");
        text.Append($"| `{Instances}` | each step of the run with the key of its result |\n");
        text.Append(
            $"| `{Checksums}` | of every file: `sha256sum --check {Checksums}` says whether any was changed |\n"
        );
        text.Append(
            $"| `{ExportFolder.Metadata}` | this export as an RO-Crate: files with SHA-256, parameters, datasets |\n\n"
        );
        text.Append("Tables are Parquet; figures are SVG, PDF and PNG (300 dots per inch). With DuckDB:\n\n");
        text.Append("    select dataset, model, id, paper, ours, verdict from 'summary/claims.parquet';\n");
        return text.ToString();
    }

    /// <summary>The checksums of files, as <c>sha256sum</c> reads them.</summary>
    public static string RenderChecksums(IEnumerable<CrateFile> files) =>
        string.Concat(files.Select(f => $"{f.Sha256}  {f.Path}\n"));
}

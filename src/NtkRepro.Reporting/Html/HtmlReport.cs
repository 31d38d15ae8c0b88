using System.Security.Cryptography;
using System.Text;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Html;

/// <summary>Writes the report of a run: one page without anything beside it, <c>latest/report.html</c>.</summary>
public static class HtmlReport
{
    /// <summary>The file's name in the folder of readable names.</summary>
    public const string FileName = "report.html";

    // The fingerprint stands near the beginning of the page.
    private const int Beginning = 1000;

    /// <summary>
    /// Writes the page, unless it is there already and was made from the same results: then its times are still those of the run that
    /// computed them.
    /// </summary>
    /// <param name="engine">The pipeline.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="result">What was done; every instance has a result.</param>
    /// <param name="jobs">Instances that ran side by side; null where a scheduler decided.</param>
    /// <returns>The page's path; null where the run drew no figures.</returns>
    public static string? Write(PipelineEngine engine, Plan plan, RunResult result, int? jobs)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Instances.Any(i => i.Stage == "figures"))
            return null;
        var path = PathIn(engine);
        if (!Says(path, Fingerprint(plan, result)))
            engine.Show(FileName, Render(engine, plan, result, jobs));
        return path;
    }

    /// <summary>The page of a run, which is not shown.</summary>
    /// <inheritdoc cref="Write"/>
    /// <returns>The page.</returns>
    public static byte[] Render(PipelineEngine engine, Plan plan, RunResult result, int? jobs)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        var reader = new ReportReader(engine, plan, result);
        return Encoding.UTF8.GetBytes(Page.Of(reader.Read(jobs, Fingerprint(plan, result))));
    }

    /// <summary>Writes the page of a run that goes on, with what is there so far.</summary>
    /// <param name="engine">The pipeline.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="result">What is there.</param>
    /// <param name="jobs">Instances that run side by side; null where a scheduler decides.</param>
    /// <param name="soFar">How far it is.</param>
    internal static void WriteSoFar(PipelineEngine engine, Plan plan, RunResult result, int? jobs, RunSoFar soFar)
    {
        if (!result.Instances.Any(i => i.Stage == "figures"))
            return;
        var page = Page.Of(new ReportReader(engine, plan, result).Read(jobs, fingerprint: "", soFar));
        engine.Show(FileName, Encoding.UTF8.GetBytes(page));
    }

    /// <summary>The page that was written about these results; null where there is none, or a person has put another in its place.</summary>
    public static string? Find(PipelineEngine engine, Plan plan, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        var path = PathIn(engine);
        return Says(path, Fingerprint(plan, result)) ? path : null;
    }

    private static string PathIn(PipelineEngine engine) => Path.Combine(engine.Artifacts, "latest", FileName);

    // The program, the parameters that were asked for, and every result.
    private static string Fingerprint(Plan plan, RunResult result)
    {
        IEnumerable<string?> parts =
        [
            typeof(HtmlReport).Module.ModuleVersionId.ToString(),
            plan.Preset,
            .. plan.Request.Sets,
            .. result.Instances.Select(i => i.Key).Order(StringComparer.Ordinal),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    private static bool Says(string path, string fingerprint)
    {
        if (!File.Exists(path))
            return false;
        using var reader = new StreamReader(path);
        var beginning = new char[Beginning];
        var count = reader.ReadBlock(beginning);
        return new string(beginning, 0, count).Contains(fingerprint, StringComparison.Ordinal);
    }
}

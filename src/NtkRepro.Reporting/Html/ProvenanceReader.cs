using System.Reflection;
using System.Runtime.InteropServices;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Html;

/// <summary>Finds where, when and with what the results of a run were computed.</summary>
internal static class ProvenanceReader
{
    // Stages whose results the page shows.
    private static readonly string[] Shown = ["metrics", "figures", "summary"];

    // Each package and its assembly, which is asked by its name: nothing here computes or draws.
    private static readonly (string Name, string Assembly)[] Packages =
    [
        ("TorchSharp", "TorchSharp"),
        ("Parquet.Net", "Parquet"),
        ("ScottPlot", "ScottPlot"),
    ];

    /// <summary>The provenance of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="manifests">What is known of its results.</param>
    /// <param name="jobs">Instances that ran side by side; null where a scheduler decided.</param>
    public static Provenance Of(RunResult result, IReadOnlyList<Pipeline.Provenance> manifests, int? jobs) =>
        new()
        {
            Revisions =
            [
                .. manifests
                    .Select(m => m.Revision)
                    .OfType<Revision>()
                    .CountBy(revision => revision)
                    .OrderByDescending(c => c.Value)
                    .ThenBy(c => c.Key.ToString(), StringComparer.Ordinal)
                    .Select(c => (c.Key, c.Value)),
            ],
            Version = Version(typeof(Reproduction).Assembly),
            Engines = Distinct(manifests.Select(m => m.Engine)),
            Packages = [.. Packages.Select(p => (p.Name, Version(Assembly.Load(p.Assembly))))],
            Hosts = Distinct(manifests.Select(m => m.Host)),
            System =
                $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}",
            Jobs = jobs,
            Threads = [.. manifests.Select(m => m.Threads).Distinct().Order()],
            Computed = manifests.Count == 0 ? null : (manifests.Min(m => m.Started), manifests.Max(m => m.Ended)),
            Duration = result.Duration,
            Keys =
            [
                .. result
                    .Instances.Where(i => Shown.Contains(i.Stage, StringComparer.Ordinal))
                    .Select(i => (i.Name, i.Key ?? "")),
            ],
        };

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString()
        ?? "";

    private static IReadOnlyList<string> Distinct(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

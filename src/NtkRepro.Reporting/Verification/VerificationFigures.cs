using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>
/// Draws the figures again, those of the run from the run's tables and those of the reference from the reference's, and compares them byte
/// for byte: the SVG and the PDF of the run, and the SVG of the reference, which holds no other. The pixels of a PNG depend on the
/// processor; its figure is compared as the other two.
/// </summary>
internal sealed class VerificationFigures
{
    private const string Svg = ".svg";
    private const string Pdf = ".pdf";
    private const string SeeArtifacts = "not looked at: see artifacts";

    private readonly PipelineEngine engine;
    private readonly Inspection inspection;
    private readonly VerificationReference reference;
    private readonly Dictionary<(string Instance, string Name), string> paths;
    private readonly List<string> accepted;

    /// <param name="engine">Draws.</param>
    /// <param name="inspection">The run.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="isOfRun">Whether the reference is that of the run; its figures are not looked at otherwise.</param>
    public VerificationFigures(
        PipelineEngine engine,
        Inspection inspection,
        VerificationReference reference,
        bool isOfRun
    )
    {
        (this.engine, this.inspection, this.reference) = (engine, inspection, reference);
        paths = inspection.Published.ToDictionary(f => (f.Instance, f.Name), f => f.Path);
        accepted = isOfRun ? [.. reference.Files().Where(f => Is(f, Svg))] : [];
    }

    /// <summary>A case for each figure of the run, then for each of the reference.</summary>
    public IReadOnlyList<VerificationCase> Cases()
    {
        var cases = new List<VerificationCase>();
        var ofReference = new List<VerificationCase>();
        foreach (
            var figures in inspection
                .Published.Where(f => Is(f.Name, Svg) || Is(f.Name, Pdf))
                .GroupBy(f => f.Instance, StringComparer.Ordinal)
        )
        {
            cases.AddRange(Draw([.. figures], f => f.Path, f => f.Shown, input => input.Path));
            if (accepted.Count == 0)
                continue;
            var kept = figures.Where(f => Is(f.Name, Svg)).ToList();
            ofReference.AddRange(Draw(kept, f => NameInReference(f.Path), f => reference.PathOf(f.Path), InReference));
        }
        var others = accepted
            .Except(inspection.Published.Select(f => f.Path), StringComparer.Ordinal)
            .Select(f =>
                inspection.HasAllResults
                    ? VerificationCase.Of(NameInReference(f), ["the run has no such figure"])
                    : VerificationCase.Of(NameInReference(f), VerificationOutcome.Skipped, SeeArtifacts)
            );
        return [.. cases, .. ofReference, .. others];
    }

    // The figures of one instance.
    private IEnumerable<VerificationCase> Draw(
        List<PublishedFile> figures,
        Func<PublishedFile, string> name,
        Func<PublishedFile, string> present,
        Func<InputFile, string> input
    )
    {
        var folder = Directory.CreateTempSubdirectory("ntk-repro-figures-");
        try
        {
            engine.RunAside(inspection, figures[0].Instance, folder.FullName, input);
            return
            [
                .. figures.Select(f =>
                    VerificationCase.Of(name(f), Compare(present(f), Path.Combine(folder.FullName, f.Name)))
                ),
            ];
        }
        catch (StageFailedException e)
        {
            return [.. figures.Select(f => VerificationCase.Of(name(f), [$"it cannot be drawn again: {e.Message}"]))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Compare(string present, string drawn)
    {
        if (!ShownFile.IsThere(present))
            return ["it is missing"];
        var (a, b) = (File.ReadAllBytes(present), File.ReadAllBytes(drawn));
        if (a.AsSpan().SequenceEqual(b))
            return [];
        var same = a.AsSpan().CommonPrefixLength(b);
        var place = Is(present, Svg) ? $"line {a.AsSpan(0, same).Count((byte)'\n') + 1}" : $"byte {same}";
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"it is not what the tables draw: from {place} on, {a.Length} bytes in place of {b.Length}"
            ),
        ];
    }

    // What no reference holds is read from the run: then the figure tells whether it matters.
    private string InReference(InputFile input) =>
        paths.TryGetValue((input.Instance, input.Name), out var path) && File.Exists(reference.PathOf(path))
            ? reference.PathOf(path)
            : input.Path;

    private static string NameInReference(string figure) => $"reference/{figure}";

    private static bool Is(string file, string extension) => file.EndsWith(extension, StringComparison.Ordinal);
}

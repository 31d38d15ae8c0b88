using System.Globalization;

namespace NtkRepro.Bench;

/// <summary>A run of the pipeline from an empty store, in a process and a folder of its own.</summary>
/// <param name="Artifacts">The folder; it goes with this object.</param>
/// <param name="Seconds">From start to end of the process.</param>
internal sealed record OwnReproduction(string Artifacts, double Seconds) : IDisposable
{
    /// <summary>The tables of one network.</summary>
    public string Tables(string network) => Path.Combine(Artifacts, "latest", "metrics", $"fashion-mnist-{network}");

    /// <summary>Runs it.</summary>
    /// <param name="preset">The overlay of parameters.</param>
    /// <param name="jobs">Instances side by side, each on one thread.</param>
    /// <param name="sets">Parameters to change.</param>
    /// <param name="folder">In which a folder is made.</param>
    /// <exception cref="WorkerFailedException">It failed.</exception>
    public static OwnReproduction Run(string preset, int jobs, IReadOnlyList<string> sets, string folder)
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;
        var count = jobs.ToString(CultureInfo.InvariantCulture);
        var (seconds, _) = WholeProcess.Run(
            $"reproduce {preset} (ours)",
            Sides.Ours(1, ["reproduce", artifacts, preset, count, .. sets])
        );
        return new OwnReproduction(artifacts, seconds);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Artifacts, recursive: true);
}

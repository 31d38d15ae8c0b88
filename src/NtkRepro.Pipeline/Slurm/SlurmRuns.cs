namespace NtkRepro.Pipeline;

/// <summary>A run on SLURM, as it was asked for.</summary>
/// <param name="Name">The name of all its jobs.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Folder">Where its logs and what its jobs tell are kept.</param>
public sealed record SlurmRun(string Name, PlanRequest Request, string Folder)
{
    /// <summary>The store that its jobs share.</summary>
    public string Store => Path.GetDirectoryName(Path.GetDirectoryName(Folder))!;
}

/// <summary>Finds and makes the folders of runs on SLURM.</summary>
internal static class SlurmRuns
{
    private const int NameLength = 12;

    /// <summary>
    /// The folder for a plan. What computes the same is the same run, so that its jobs are followed rather than submitted twice; what is
    /// forced is a run of its own.
    /// </summary>
    public static SlurmRunFolder Open(Plan plan, EngineParts parts, bool isResuming)
    {
        var fingerprint = RunFingerprint.Of(plan);
        if (isResuming && LastFolder(parts) is { } last && last.ReadRecord() is { } record)
        {
            return record.Fingerprint == fingerprint
                ? last
                : throw new SlurmException(
                    $"parameters, stages or code were changed after the jobs of {last.Name} were submitted; "
                        + $"run again to submit with what is there now, or end them: scancel --name={last.Name}"
                );
        }

        var pipeline = AxisText.IsName(plan.Definition.Name) ? plan.Definition.Name : "pipeline";
        // Others may compute the same on the same cluster, in a store of their own.
        var name = $"{pipeline}-{KeyRecord.Hash($"{fingerprint} {parts.Layout.Base}")[..NameLength]}";
        if (plan.Request.Force.Count > 0)
        {
            name += $"-{Guid.NewGuid():N}"[..9];
        }

        var folder = new SlurmRunFolder(Path.Combine(parts.Layout.Slurm, name));
        var created = folder.ReadRecord()?.Created ?? parts.Clock.GetUtcNow();
        folder.Create(new SlurmRunRecord(fingerprint, plan.Engine, created, plan.Request));
        Directory.CreateDirectory(Path.GetDirectoryName(parts.Layout.LastSlurmRun)!);
        Draft.Replace(parts.Layout.LastSlurmRun, folder.FullPath);
        return folder;
    }

    public static SlurmRun? Last(EngineParts parts) =>
        LastFolder(parts) is { } folder && folder.ReadRecord() is { } record
            ? new SlurmRun(folder.Name, record.Request, folder.FullPath)
            : null;

    private static SlurmRunFolder? LastFolder(EngineParts parts) =>
        File.Exists(parts.Layout.LastSlurmRun)
            ? new SlurmRunFolder(File.ReadAllText(parts.Layout.LastSlurmRun).Trim())
            : null;
}

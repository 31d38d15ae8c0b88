namespace NtkRepro.Pipeline;

/// <summary>Runs one instance into a folder that has nothing to do with the store.</summary>
internal static class AsideRun
{
    public static IReadOnlyList<string> Run(
        Inspection inspection,
        string name,
        string folder,
        Func<InputFile, string> replace,
        EngineParts parts,
        CancellationToken cancellation
    )
    {
        var instance =
            inspection.Plan.Instances.FirstOrDefault(i => i.Name == name)?.Instance
            ?? throw new StageFailedException($"the run has no instance '{name}'");
        var inputs = GatheredInputs.Find(instance, p => ManifestOf(inspection, p), parts.Layout);
        var files = inputs.Files.ToDictionary(
            f => f.Key,
            f => f.Value.ConvertAll(file => file with { Path = replace(file) }),
            StringComparer.Ordinal
        );

        // A layout of its own: logs, temporary and work folders lie beside the outputs until these are moved out.
        var own = Directory.CreateTempSubdirectory("aside-");
        try
        {
            var layout = new ArtifactLayout(own.FullName, own.FullName);
            var key = KeyRecord.Hash(name);
            using var folders = new InstanceFolders(layout, name, key, parts.Clock);
            parts.Options.OnWorkerStart?.Invoke(inspection.Plan.Parameters);
            using var scope = parts.Options.OnInstance?.Invoke();
            parts
                .Stages[instance.Stage.Name]
                .Run(
                    new StageContext(
                        instance,
                        key,
                        inspection.Plan.Resolved,
                        files,
                        folders,
                        (_, _) => { },
                        cancellation
                    )
                );
            var outputs = OutputCheck.Files(folders.Temporary, instance.Stage);
            foreach (var output in outputs)
            {
                var target = Path.Combine(folder, output);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(folders.Temporary, output), target, overwrite: true);
            }

            return outputs;
        }
        // Whatever a stage throws at inputs that may be anything is its failure; that there is no room says nothing of them.
        catch (Exception e)
            when (e is not StageFailedException and not OperationCanceledException && !Durability.IsFull(e.HResult))
        {
            throw new StageFailedException($"{name}: {e.Message}", e);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static Manifest ManifestOf(Inspection inspection, Instance producer) =>
        inspection.Manifests.TryGetValue(producer, out var manifest)
            ? manifest
            : throw new StageFailedException($"there is no result of {producer.Name} to read from");
}

using Nuke.Common.Execution;

namespace Nuke.Common.Schema;

/// <summary>Keeps <c>.nuke/build.schema.json</c> up to date.</summary>
internal static class BuildSchemaFile
{
    /// <summary>
    /// Writes the schema if it has changed, in one step, so that no reader sees half of it. As upstream, a build whose program lies
    /// in no project's folder (one that was published) writes none.
    /// </summary>
    public static void Update(Type build, IReadOnlyList<ExecutableTarget> targets)
    {
        string file = NukeBuild.RootDirectory / ".nuke" / "build.schema.json";
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            if (!LiesInProject())
                return;
            var schema = BuildSchema.Write(build, targets);
            if (File.Exists(file) && schema.SequenceEqual(File.ReadAllBytes(file)))
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(temporary, schema);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A build in a folder that it may not write to is of use all the same.
            File.Delete(temporary);
            Console.Error.WriteLine($"warning: The schema of the parameters was not written: {e.Message}");
        }
    }

    private static bool LiesInProject()
    {
        for (var folder = NukeBuild.BuildAssemblyDirectory; folder is not null; folder = folder.Parent)
            if (Directory.EnumerateFiles(folder, "*.csproj").Any())
                return true;
        return false;
    }
}

using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>Sees to it that an instance that was run alone has a log, even when there was nothing to run.</summary>
internal static class InstanceLog
{
    public static RunResult Complete(RunResult result, EngineParts parts)
    {
        if (result.Instances is not [{ LogPath: null } instance])
        {
            return result;
        }

        var path = parts.Layout.Log(instance.Name);
        var time = parts.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var outcome = instance.Failure is { } reason ? $"not run: {reason}" : $"nothing to do: {instance.Folder}";
        try
        {
            Directory.CreateDirectory(parts.Layout.Logs);
            File.WriteAllText(path, $"{time} {instance.Name} {instance.Key}\n{time} {outcome}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return result;
        }

        return new RunResult
        {
            Instances = [instance with { LogPath = path }],
            Warnings = result.Warnings,
            Cancelled = result.Cancelled,
            Duration = result.Duration,
        };
    }
}

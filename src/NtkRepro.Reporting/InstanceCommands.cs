using System.Diagnostics;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>This program again, for one instance with the parameters of a request.</summary>
internal static class InstanceCommands
{
    /// <summary>In a process of its own, which does not outlive the one that starts it.</summary>
    /// <param name="request">With the program.</param>
    /// <param name="job">The instance.</param>
    public static ProcessStartInfo InProcess(PipelineRequest request, InstanceJob job)
    {
        string[] force = job.IsForced ? [job.Instance] : [];
        var command = Of(request, force);
        return new ProcessStartInfo(command[0], [.. command[1..], "--attached", "--instance-name", job.Instance])
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(request.Definition)),
        };
    }

    /// <summary>As a job of a scheduler, which appends the instance's name.</summary>
    /// <param name="request">With the program.</param>
    /// <param name="folder">Of the run that submits it.</param>
    public static IReadOnlyList<string> AsJob(PipelineRequest request, string folder) =>
        [.. Of(request, request.Force), "--job-folder", folder, "--instance-name"];

    private static List<string> Of(PipelineRequest request, IReadOnlyList<string> force)
    {
        List<string> command = [.. OwnProgram.Command(request.Program!), "Instance"];
        if (request.Preset is not null)
            command.AddRange(["--preset", request.Preset]);
        if (request.Sets.Count > 0)
            command.AddRange(["--set", .. request.Sets]);
        command.AddRange(["--artifacts", request.Artifacts]);
        if (request.Store is not null)
            command.AddRange(["--store", request.Store]);
        if (force.Count > 0)
            command.AddRange(["--force", .. force]);
        return command;
    }
}

using System.Text;

namespace Nuke.Common.Tooling;

/// <summary>A process ended with an exit code other than zero; the message holds its command line and error output.</summary>
internal sealed class ProcessException(IProcess process) : Exception(Describe(process))
{
    private static string Describe(IProcess process)
    {
        var text = new StringBuilder()
            .AppendLine($"Process '{Path.GetFileName(process.FileName)}' exited with code {process.ExitCode}.")
            .AppendLine($"   > {ProcessTasks.Quoted(process.FileName)} {process.Arguments}")
            .AppendLine($"   @ {process.WorkingDirectory}");
        var errors = process.Output.Where(x => x.Type == OutputType.Err).ToList();
        if (errors.Count > 0)
            text.AppendLine("Error output:");
        foreach (var error in errors)
            text.AppendLine("   " + error.Text);
        return text.ToString().TrimEnd();
    }
}

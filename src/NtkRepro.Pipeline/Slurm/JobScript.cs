using System.Globalization;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>The script of a job array. It holds the names of its instances, so that a job reads no file that may not be visible yet.</summary>
internal static class JobScript
{
    public static string Write(JobArray array, IReadOnlyList<string> command, SlurmSettings settings)
    {
        var text = new StringBuilder("#!/bin/bash\ncase $SLURM_ARRAY_TASK_ID in\n");
        foreach (var task in array.Tasks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{task.Index}) instance={ShellWord.Of(task.Instance)} ;;\n");
        }

        text.Append("esac\n");
        foreach (var line in settings.Setup)
        {
            text.Append(line).Append(" || exit\n");
        }

        // In place of the shell, so that the scheduler's signals reach the program.
        text.Append("exec ");
        if (settings.Launcher is { } launcher)
        {
            text.Append(launcher).Append(' ');
        }

        return text.AppendJoin(' ', command.Select(ShellWord.Of)).Append(" \"$instance\"\n").ToString();
    }
}

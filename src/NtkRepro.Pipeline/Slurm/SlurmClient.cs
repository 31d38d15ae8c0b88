using System.Diagnostics;
using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>Talks to SLURM through its commands, which are the same on all clusters.</summary>
internal sealed class SlurmClient(string? tools)
{
    private static readonly string[] s_away =
    [
        "Unable to contact slurm controller",
        "Connection refused",
        "Socket timed out",
        "Zero Bytes were transmitted",
        "Transport endpoint",
        "Unable to establish",
        "Communication connection failure",
        "Slurm backup controller in standby mode",
        "temporarily unable",
        "Unexpected message received",
    ];

    private static readonly string[] s_full =
    [
        "MaxSubmitJob",
        "job submit limit",
        "Job violates accounting/QOS policy",
        "cannot be accepted; queue limits",
        "exceeded limit on job count",
        "Slurm temporarily unable to accept job",
    ];

    private bool _isAccounting = true;

    /// <summary>Asks the scheduler anything, so that one which cannot be used is told before anything is begun.</summary>
    /// <exception cref="SlurmException">SLURM is not there, or does not answer.</exception>
    public void Reach() => Run("squeue", ["--noheader", "--name=none"]);

    /// <summary>Submits a script.</summary>
    /// <returns>The job's id.</returns>
    /// <exception cref="SlurmException">It was not accepted.</exception>
    public string Submit(IReadOnlyList<string> options, string script)
    {
        var output = Run("sbatch", ["--parsable", .. options], script);
        var id = output.Trim().Split(';')[0];
        return id.Length > 0 && id.All(char.IsAsciiDigit)
            ? id
            : throw new SlurmException($"sbatch answered '{output.Trim()}', not with the id of a job");
    }

    /// <summary>The tasks of all jobs with a name, those included that ended a short while ago.</summary>
    /// <exception cref="SlurmException">The scheduler does not answer.</exception>
    public List<SlurmTask> Queue(string name) =>
        Lines(
                Run(
                    "squeue",
                    ["--noheader", "--array", "--states=all", $"--name={name}", $"--format={SlurmTask.Format}"]
                )
            )
            .Select(SlurmTask.Parse)
            .OfType<SlurmTask>()
            .ToList();

    /// <summary>What the accounting knows of all jobs with a name; nothing where it is off.</summary>
    public List<SlurmTask> Accounting(string name, DateTimeOffset since)
    {
        if (!_isAccounting)
        {
            return [];
        }

        var start = since.LocalDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        try
        {
            string[] options =
            [
                "--noheader",
                "--parsable2",
                "--allocations",
                $"--name={name}",
                $"--starttime={start}",
                "--format=JobID,State,NodeList",
            ];
            return Lines(Run("sacct", options)).Select(SlurmTask.ParseAccounting).OfType<SlurmTask>().ToList();
        }
        catch (SlurmException)
        {
            // Off, or not installed: the queue and what jobs write themselves must do.
            _isAccounting = false;
            return [];
        }
    }

    /// <summary>Ends all jobs with a name.</summary>
    /// <exception cref="SlurmException">The scheduler does not answer.</exception>
    public void Cancel(string name) => Run("scancel", [$"--name={name}"]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Run(string tool, IReadOnlyList<string> arguments, string input = "")
    {
        var path = tools is null ? tool : Path.Combine(tools, tool);
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Start(start, tool);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read all; its message says why.
        }

        process.WaitForExit();
        var message = errors.GetAwaiter().GetResult();
        var text = output.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? text : throw Refusal(tool, process.ExitCode, message);
    }

    private static Process Start(ProcessStartInfo start, string tool)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            throw new SlurmException(
                $"there is no '{tool}' here: run this on a host from which jobs of SLURM can be submitted",
                e
            );
        }
    }

    private static SlurmException Refusal(string tool, int code, string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // What is fatal says what the errors before it led to.
        var text =
            Array.FindLast(lines, l => l.Contains("fatal:", StringComparison.Ordinal))
            ?? (lines.Length == 0 ? $"exit code {code}" : string.Join("; ", lines));
        return new SlurmException(text.StartsWith(tool, StringComparison.Ordinal) ? text : $"{tool}: {text}")
        {
            IsAway = Array.Exists(s_away, a => message.Contains(a, StringComparison.OrdinalIgnoreCase)),
            IsFull = Array.Exists(s_full, a => message.Contains(a, StringComparison.OrdinalIgnoreCase)),
        };
    }
}

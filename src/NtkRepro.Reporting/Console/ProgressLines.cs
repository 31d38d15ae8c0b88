using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>Progress as plain lines, one for each instance that ends: for pipes, files and CI.</summary>
/// <param name="output">Where to print.</param>
/// <param name="isVerbose">Whether to say also what begins and why, what was found, and what is left out and why.</param>
public sealed class ProgressLines(TextWriter output, bool isVerbose = false) : IProgress<PipelineEvent>
{
    /// <inheritdoc/>
    public void Report(PipelineEvent value)
    {
        switch (value)
        {
            case InstanceFinished { Outcome: Outcome.Computed } done:
                Write(done, $"{done.Instance} {Seconds(done.Seconds)}{Left(done.Progress)}");
                break;
            case InstanceFailed failed:
                Write(failed, $"{failed.Instance} FAILED: {failed.Message}");
                break;
            case Warned warned:
                Write(warned, $"warning: {warned.Message}");
                break;
            case InstanceStarted started when isVerbose:
                Write(started, $"{started.Instance} starts: {string.Join("; ", started.Reasons)}");
                break;
            case InstanceFinished { Outcome: Outcome.Cached } found when isVerbose:
                Write(found, $"{found.Instance} found");
                break;
            case InstanceFinished { Outcome: Outcome.Cancelled } stopped when isVerbose:
                Write(stopped, $"{stopped.Instance} stopped after {Seconds(stopped.Seconds)}");
                break;
            case InstanceSkipped skipped when isVerbose:
                Write(skipped, $"{skipped.Instance} not run: {skipped.Because}");
                break;
        }
    }

    private void Write(PipelineEvent happened, string text)
    {
        var progress = happened.Progress;
        output.WriteLine($"[{progress.Done}/{progress.Total}] {text}");
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s");

    private static string Left(RunProgress progress) =>
        progress.Remaining() is { Unknown: 0 } left && left.Estimate >= TimeSpan.FromSeconds(1)
            ? $", about {Durations.Text(left.Estimate)} left"
            : "";
}

using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Report;

/// <summary>Progress as plain lines, one for each instance that ends: for pipes, files and CI.</summary>
public sealed class ProgressLines(TextWriter output) : IProgress<PipelineEvent>
{
    /// <inheritdoc/>
    public void Report(PipelineEvent value)
    {
        switch (value)
        {
            case InstanceFinished { Outcome: Outcome.Computed } done:
                Write(done, string.Create(CultureInfo.InvariantCulture, $"{done.Instance} {done.Seconds:F1} s"));
                break;
            case InstanceFailed failed:
                Write(failed, $"{failed.Instance} FAILED: {failed.Message}");
                break;
            case Warned warned:
                output.WriteLine($"warning: {warned.Message}");
                break;
        }
    }

    private void Write(PipelineEvent happened, string text)
    {
        var progress = happened.Progress;
        output.WriteLine($"[{progress.Done}/{progress.Total}] {text}");
    }
}

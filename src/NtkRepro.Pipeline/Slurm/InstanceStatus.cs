using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>How far the job of an instance says it is.</summary>
internal enum JobPhase
{
    /// <summary>It computes.</summary>
    Running,

    /// <summary>It found its result in the store.</summary>
    Found,

    /// <summary>It computed and stored its result.</summary>
    Stored,

    /// <summary>It failed; the text says why.</summary>
    Failed,

    /// <summary>Something that it reads is not in the store.</summary>
    Missing,

    /// <summary>It was asked to stop.</summary>
    Stopped,
}

/// <summary>What a job tells the run that follows it: one line in a file of the run's folder.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="Fraction">How far it is, from 0 to 1.</param>
/// <param name="Text">A few words, or the reason of a failure.</param>
internal sealed record InstanceStatus(JobPhase Phase, double Fraction = 0, string Text = "")
{
    private const int FieldCount = 3;

    public static InstanceStatus? Read(string path)
    {
        try
        {
            var fields = File.Exists(path) ? File.ReadAllText(path).TrimEnd('\n').Split('\t', FieldCount) : [];
            return
                fields.Length == FieldCount
                && Enum.TryParse<JobPhase>(fields[0], out var phase)
                && double.TryParse(fields[1], CultureInfo.InvariantCulture, out var fraction)
                ? new InstanceStatus(phase, fraction, fields[2].Replace('\u2028', '\n'))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        // One line, whatever the message holds.
        var text = Text.ReplaceLineEndings("\u2028");
        try
        {
            Draft.Replace(path, string.Create(CultureInfo.InvariantCulture, $"{Phase}\t{Fraction:0.####}\t{text}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The job's exit code and the store say what matters.
        }
    }
}

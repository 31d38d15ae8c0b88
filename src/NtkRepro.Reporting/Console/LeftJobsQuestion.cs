using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>
/// Jobs outlive the command that submitted them; whether they should is for a person to say, and without one they go on.
/// </summary>
internal static class LeftJobsQuestion
{
    /// <summary>Asks where a person can answer, does it, and says how things stand.</summary>
    public static void Ask(LeftJobs left, SlurmOptions options, Interruption interruption)
    {
        if (IsAskedToEnd(left, interruption))
        {
            try
            {
                PipelineEngine.Cancel(left, options);
                Console.Error.WriteLine(left.Count == 1 ? "The job was ended." : $"The {left.Count} jobs were ended.");
                return;
            }
            catch (SlurmException refusal)
            {
                Console.Error.WriteLine($"That could not be done: {refusal.Message}");
            }
        }
        Console.Error.WriteLine(
            left.Count == 1
                ? $"1 job goes on. ./build.sh Status follows it; scancel --name={left.Name} ends it."
                : $"{left.Count} jobs go on. ./build.sh Status follows them; scancel --name={left.Name} ends them."
        );
    }

    private static bool IsAskedToEnd(LeftJobs left, Interruption interruption) =>
        Question.CanBeAsked
        && Question.Ask(
            $"End {(left.Count == 1 ? "the job" : $"the {left.Count} jobs")} on the cluster too?",
            interruption.ReadLine
        );
}

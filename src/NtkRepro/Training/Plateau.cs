namespace NtkRepro.Training;

/// <summary>The last epochs of a parent's constant phase, over which its test error is averaged; none with a cosine.</summary>
/// <param name="First">The first of them, counted by its end.</param>
/// <param name="Last">The last.</param>
public sealed record Plateau(int First, int Last)
{
    /// <summary>Of a schedule.</summary>
    /// <param name="schedule">The parent's.</param>
    /// <param name="epochs">How many epochs, or as many as there are.</param>
    public static Plateau Of(Schedule schedule, int epochs)
    {
        var last = schedule.ConstantSteps / schedule.StepsPerEpoch;
        return new Plateau(Math.Max(1, last - epochs + 1), last);
    }

    /// <summary>Whether an epoch, measured at its end, is one of them.</summary>
    public bool Contains(double epoch) => epoch >= First && epoch <= Last;
}

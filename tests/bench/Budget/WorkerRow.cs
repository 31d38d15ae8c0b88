namespace NtkRepro.Bench;

/// <summary>How long the instances of a run would take on so many workers.</summary>
/// <param name="Workers">Instances side by side; as many as there are instances for no limit.</param>
/// <param name="Seconds">From the first to the last.</param>
/// <param name="Speedup">Over one worker.</param>
/// <param name="Busy">The share of the workers' time in which they compute.</param>
public sealed record WorkerRow(int Workers, double Seconds, double Speedup, double Busy);

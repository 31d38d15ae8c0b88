namespace NtkRepro.Bench;

/// <summary>The tangent kernel of the cnn on so many probes, on one thread.</summary>
/// <param name="Probes">How many.</param>
/// <param name="Ours">Seconds.</param>
/// <param name="Theirs">Seconds.</param>
/// <param name="OurPeak">The most memory of our process, MB.</param>
/// <param name="TheirPeak">The most memory of theirs, MB.</param>
public sealed record KernelScalingRow(int Probes, double Ours, double Theirs, double OurPeak, double TheirPeak);

/// <summary>The preset <c>smoke</c> from an empty store.</summary>
/// <param name="Jobs">Instances side by side.</param>
/// <param name="Children">Children of each spawn time.</param>
/// <param name="Seconds">From start to end of the process.</param>
public sealed record ReproduceScalingRow(int Jobs, int Children, double Seconds);

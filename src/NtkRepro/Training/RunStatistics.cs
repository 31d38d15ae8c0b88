using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>The statistics of batch norm where a run is: estimated where they are asked for, and once for each step.</summary>
/// <param name="network">What is trained.</param>
/// <param name="inputs">The data.</param>
internal sealed class RunStatistics(Network network, RunInputs inputs) : IDisposable
{
    private (int Step, IReadOnlyDictionary<string, ChannelMoments> Moments)? known;

    /// <summary>The run's state and the statistics there, which are good until those of another step are asked for.</summary>
    public Checkpoint At(TrainingState state)
    {
        if (known is { } here && here.Step == state.Step)
            return new Checkpoint(state, here.Moments);
        using var scope = NewDisposeScope();
        var found = new Checkpoint(state, network.MomentsAt(state.Weights, inputs.NormBatches));
        Take(found);
        return found;
    }

    /// <summary>Takes over the statistics that a run begins with.</summary>
    public void Take(Checkpoint checkpoint)
    {
        Dispose();
        known = (checkpoint.State.Step, checkpoint.Moments);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (mean, variance) in known?.Moments.Values ?? [])
        {
            mean.Dispose();
            variance.Dispose();
        }
        known = null;
    }
}

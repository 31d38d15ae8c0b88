using NtkRepro.Tangents;

namespace NtkRepro.Training;

/// <summary>
/// A state of training with the statistics of batch norm at its weights, so that who reads it has the network in evaluation mode without the
/// training images.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>Takes over the state and the statistics.</summary>
    /// <param name="state">The weights, the momentum and the step.</param>
    /// <param name="moments">What <see cref="Network.MomentsAt"/> finds at these weights on the training images.</param>
    public Checkpoint(TrainingState state, IReadOnlyDictionary<string, ChannelMoments> moments)
    {
        foreach (var (mean, variance) in moments.Values)
            (_, _) = (mean.DetachFromDisposeScope(), variance.DetachFromDisposeScope());
        (State, Moments) = (state, moments);
    }

    /// <summary>The weights, the momentum and the step.</summary>
    public TrainingState State { get; }

    /// <summary>
    /// The statistics of each batch norm at these weights, by the norms' names: [channels] float64. Empty for a network without batch norm.
    /// </summary>
    public IReadOnlyDictionary<string, ChannelMoments> Moments { get; }

    /// <summary>
    /// Writes safetensors of the names and shapes that the <c>state_dict</c> of the network's module has: <c>conv1.weight</c>,
    /// <c>norm1.running_mean</c>; the momentum of each weight as <c>momentum_buffer/conv1.weight</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">As it is trained: its batch norm is not fixed.</param>
    public void Save(string path, Network network) => StateFile.Save(path, network, State, Moments);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The same network.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or its tensors are not those of the network.</exception>
    public static Checkpoint Load(string path, Network network) => StateFile.Load(path, network, network.Norms);

    /// <inheritdoc/>
    public void Dispose()
    {
        State.Dispose();
        foreach (var (mean, variance) in Moments.Values)
        {
            mean.Dispose();
            variance.Dispose();
        }
    }
}

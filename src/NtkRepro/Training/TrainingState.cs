using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>All that training needs to go on: the weights, the momentum and the step.</summary>
public sealed class TrainingState : IDisposable
{
    /// <summary>Takes over both tensors.</summary>
    public TrainingState(Tensor weights, Tensor momentum, int step)
    {
        Weights = weights.DetachFromDisposeScope();
        Momentum = momentum.DetachFromDisposeScope();
        Step = step;
    }

    /// <summary>The flat vector of weights, [P].</summary>
    public Tensor Weights { get; }

    /// <summary>The momentum buffer of SGD, [P].</summary>
    public Tensor Momentum { get; }

    /// <summary>Steps done since the start of the parent.</summary>
    public int Step { get; set; }

    /// <summary>Whether the loss or a weight became non-finite.</summary>
    public bool Diverged { get; set; }

    /// <summary>A state of its own that is the same.</summary>
    public TrainingState Copy()
    {
        using var scope = NewDisposeScope();
        return new TrainingState(Weights.clone(), Momentum.clone(), Step) { Diverged = Diverged };
    }

    /// <summary>Writes the state as safetensors: a <see cref="Checkpoint"/> without statistics.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Of which the names and shapes of the weights are.</param>
    public void Save(string path, Network network) => StateFile.Save(path, network, this, moments: null);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The same network.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or its tensors are not those of the network.</exception>
    public static TrainingState Load(string path, Network network) => StateFile.Load(path, network, []).State;

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        Momentum.Dispose();
    }
}

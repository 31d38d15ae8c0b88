using System.Globalization;
using NtkRepro.Data;
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

    /// <summary>Writes the state as safetensors.</summary>
    public void Save(string path) =>
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = Weights, ["momentum"] = Momentum },
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["step"] = Step.ToString(CultureInfo.InvariantCulture),
                ["diverged"] = Diverged ? "true" : "false",
            }
        );

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static TrainingState Load(string path)
    {
        using var scope = NewDisposeScope();
        var metadata = SafeTensors.LoadMetadata(path);
        var tensors = SafeTensors.Load(path);
        return new TrainingState(
            tensors["weights"],
            tensors["momentum"],
            int.Parse(metadata["step"], CultureInfo.InvariantCulture)
        )
        {
            Diverged = metadata["diverged"] == "true",
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        Momentum.Dispose();
    }
}

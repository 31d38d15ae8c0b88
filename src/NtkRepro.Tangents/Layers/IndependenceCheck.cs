using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace NtkRepro.Tangents;

/// <summary>
/// Looks once at a module that autograd is asked about: a derivative per example exists where each example's output is its own, and
/// the same each time.
/// </summary>
/// <param name="layer">Of the module.</param>
internal sealed class IndependenceCheck(AutogradLayer layer)
{
    // Examples that are looked at one by one.
    private const long Looked = 32;

    private bool isDone;

    /// <summary>Fails where examples mix, or something is drawn at random.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <exception cref="InvalidOperationException">They do.</exception>
    public void Run(Tensor input, Tensor[] weights)
    {
        if (isDone)
            return;
        if (layer.Within().FirstOrDefault(m => DrawsAtRandom(m.Module)) is { Module: not null } random)
            throw Random(random.Name.Length == 0 ? layer.Label : $"'{random.Name}' ({random.Module.GetType().Name})");
        using var scope = NewDisposeScope();
        var some = input.narrow(0, 0, Math.Min(Looked, input.shape[0]));
        // An example that is alone has others put beside it.
        var batch = some.shape[0] > 1 ? some : cat([some, Another(some)], 0);
        var output = layer.Value(batch, weights);
        if (!Same(output, layer.Value(batch, weights)))
            throw Random(layer.Label);
        if (output.shape[0] != batch.shape[0])
            throw new InvalidOperationException(
                $"{layer.Label} gives {output.shape[0]} outputs for {batch.shape[0]} examples: the first axis must be the batch"
            );
        for (var i = 0L; i < some.shape[0]; i++)
        {
            if (!Same(output.narrow(0, i, 1), layer.Value(batch.narrow(0, i, 1), weights)))
                throw Mixes();
        }
        var alone = zeros_like(output);
        alone.narrow(0, 0, 1).Fill(1);
        var gradient = layer.Vjp(batch, weights, alone).Input;
        if (gradient?.narrow(0, 1, batch.shape[0] - 1).nan_to_num(0, 0, 0).any().item<bool>() == true)
            throw Mixes();
        isDone = true;
    }

    private static InvalidOperationException Random(string label) =>
        new($"{label} draws at random: a derivative needs a function; put the module in evaluation mode");

    private InvalidOperationException Mixes()
    {
        var norm = layer.UnfixedNorms.FirstOrDefault();
        var advice = norm is null
            ? ""
            : $": batch norm '{norm}' takes its statistics from the batch; with running statistics and in evaluation mode it does not";
        return new(
            $"{layer.Label} mixes examples: what it gives for one depends on the others of its batch, so that a derivative per example does not exist{advice}"
        );
    }

    private static bool DrawsAtRandom(nn.Module module) =>
        module
            is Modules.Dropout { training: true, p: > 0 }
                or Modules.Dropout1d { training: true, p: > 0 }
                or Modules.Dropout2d { training: true, p: > 0 }
                or Modules.Dropout3d { training: true, p: > 0 }
                or Modules.AlphaDropout { training: true, p: > 0 }
                or Modules.FeatureAlphaDropout { training: true, p: > 0 };

    // Other values that the module takes as well: whole numbers may be places in a table.
    private static Tensor Another(Tensor example) =>
        example.is_floating_point() ? example.Times(-1.75).Plus(0.25) : example.flip(Math.Max(0, example.dim() - 1));

    // Up to rounding, which where memory lies can change.
    private static bool Same(Tensor a, Tensor b)
    {
        const double rounding = 1e-4;
        if (!a.shape.SequenceEqual(b.shape))
            return false;
        var difference = (a - b).abs().nan_to_num(0, 0, 0).max().to_type(ScalarType.Float64).item<double>();
        return difference <= rounding * a.abs().nan_to_num(0, 0, 0).max().to_type(ScalarType.Float64).item<double>();
    }
}

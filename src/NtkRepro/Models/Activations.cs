using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The rectifier max(0, x); its derivative at 0 is 0.</summary>
public sealed class Relu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => nn.functional.relu(input);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var output = nn.functional.relu(input);
        return (output, new Derivative(output.gt(0).to_type(output.dtype)));
    }

    // active: 1 where the unit passes its input on, else 0
    private sealed class Derivative(Tensor active) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.mul(active);

        public override Tensor Pull(Tensor cotangent) => cotangent.TimesPerExample(active);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(active));

        internal override LogitCotangents Pull(LogitCotangents cotangents) => cotangents.BelowChannels(Pull);
    }
}

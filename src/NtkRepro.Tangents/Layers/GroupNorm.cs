using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Group normalisation (Wu and He 2018): y = γ x̂ + β, x̂ = (x − μ) / √(σ² + ε), with the moments μ and σ² of each group of
/// channels of one example over its pixels.
/// </summary>
/// <param name="channels">Channels.</param>
/// <param name="groups">Into how many groups of neighbours they fall.</param>
/// <param name="name">Of the module.</param>
/// <param name="epsilon">ε.</param>
internal sealed class GroupNorm(long channels, long groups, string name = "", double epsilon = BatchNorm.Epsilon)
    : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; } = BatchNorm.Affine(channels, name);

    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.group_norm(input, groups, weights[0], weights[1], epsilon);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var grouped = input.reshape(input.shape[0], 1, groups, -1);
        var centred = grouped - grouped.mean([3], keepdim: true);
        var deviation = Roots.Of(centred.Squared().mean([3], keepdim: true).Plus(epsilon));
        var normal = centred / deviation;
        var derivative = new Derivative(normal, deviation, weights[0], input.shape[1..]);
        return (derivative.Affine(normal, weights), derivative);
    }

    // normal: x̂, [batch, 1, groups, values]; deviation: √(σ² + ε), [batch, 1, groups, 1]; shape: of one example
    private sealed class Derivative(Tensor normal, Tensor deviation, Tensor scale, long[] shape) : LayerDerivative
    {
        public override Tensor Jvp(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            var fromWeights = Affine(normal, weights);
            return input is null ? fromWeights : fromWeights.Plus(Normalised(input).mul(PerChannel(scale)));
        }

        // The derivative of x̂ in x is symmetric.
        public override Tensor Vjp(Tensor cotangent) => Normalised(cotangent.mul(PerChannel(scale)));

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(map(normal), map(deviation), shared(scale), shape);

        internal override IReadOnlyList<long> WeightCounts => [shape[0], shape[0]];

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            yield return SumPerChannel(cotangent.TimesPerExample(normal.reshape([-1, .. shape])));
            yield return SumPerChannel(cotangent);
        }

        // γ x̂ + β: [batch, channels, height, width]
        public Tensor Affine(Tensor normalised, ReadOnlySpan<Tensor> weights) =>
            normalised.reshape([-1, .. shape]).mul(PerChannel(weights[0])).Plus(PerChannel(weights[1]));

        // How x̂ moves with x along u: (u − mean u − x̂ mean(x̂ u)) / deviation, for one u or several per example.
        private Tensor Normalised(Tensor direction)
        {
            var (batch, rows) = (normal.shape[0], direction.shape[0]);
            var u = direction.reshape(batch, rows / batch, normal.shape[2], -1);
            var along = (normal * u).mean([3], keepdim: true);
            return ((u - u.mean([3], keepdim: true) - (normal * along)) / deviation).reshape([rows, .. shape]);
        }

        private Tensor PerChannel(Tensor values) => values.view([1, -1, .. Enumerable.Repeat(1L, shape.Length - 1)]);

        private static Tensor SumPerChannel(Tensor values) => values.flatten(2).sum([2]);
    }
}

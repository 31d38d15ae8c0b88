using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Any module, with derivatives by the engine's autograd: the Jacobian-vector product by differentiating the vector-Jacobian product in its
/// cotangent (double backward), the rows of the Jacobian one by one. Slow, and right for whatever autograd can differentiate.
/// </summary>
/// <remarks>
/// A module's function takes its weights from its parameters: given weights are lent to them for as long as one product takes, and no
/// graph outlives that. What is recorded for autograd is therefore a function of this project's own, <see cref="Recorded"/>.
/// </remarks>
internal sealed class AutogradLayer : Layer
{
    private readonly string name;
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly Lock gate = new();
    private bool isChecked;

    /// <param name="name">Of the module; empty for the outermost.</param>
    /// <param name="module">Its parameters that require a gradient are the weights.</param>
    public AutogradLayer(string name, nn.Module<Tensor, Tensor> module)
    {
        (this.name, this.module) = (name, module);
        Weights =
        [
            .. module
                .named_parameters()
                .Where(p => p.parameter.requires_grad)
                .Select(p => new WeightShape(NameOf(name, p.name), p.parameter.shape)),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightShape> Weights { get; }

    private string Label => name.Length == 0 ? module.GetName() : $"'{name}' ({module.GetName()})";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        Tensor[] arrays = [.. weights];
        return is_grad_enabled() && (input.requires_grad || arrays.Any(w => w.requires_grad))
            ? Recorded.Forward(this, input, arrays)
            : Value(input, arrays);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights, LayerObserver observer)
    {
        observer.Reach(this, input);
        // A rectifier within says when it is reached.
        using var hooks = new RectifierHooks(module, observer);
        return Forward(input, weights);
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        Tensor[] arrays = [.. weights];
        Check(input, arrays);
        return (Value(input, arrays), new Derivative(this, input, arrays));
    }

    /// <summary>The module's output, unrecorded.</summary>
    internal Tensor Value(Tensor input, Tensor[] weights)
    {
        lock (gate)
        {
            using var _ = no_grad();
            using var scope = NewDisposeScope();
            using var lent = new LentWeights(module, weights, input);
            // Not the input itself, nor a part of it, which whoever comes after may overwrite.
            return scope.MoveToOuter(module.call(input).clone());
        }
    }

    /// <summary>The vector-Jacobian products, summed over the batch.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <param name="cotangent">Of the output.</param>
    /// <returns>That of the input, null where it has none, and those of the arrays of weights.</returns>
    internal (Tensor? Input, Tensor[] Weights) Vjp(Tensor input, Tensor[] weights, Tensor cotangent)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var _ = enable_grad();
            using var lent = new LentWeights(module, weights, input);
            var (x, leaves) = Leaves(input, lent);
            var gradients = Gradients([module.call(x)], leaves, [cotangent]);
            foreach (var gradient in gradients)
                scope.MoveToOuter(gradient);
            return ReferenceEquals(leaves[^1], x) ? (gradients[^1], gradients[..^1]) : (null, gradients);
        }
    }

    /// <summary>The Jacobian-vector product along directions of the input and of the weights; null ones are zero.</summary>
    internal Tensor Jvp(Tensor input, Tensor[] weights, Tensor? inputDirection, Tensor[] directions)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var _ = enable_grad();
            using var lent = new LentWeights(module, weights, input);
            var (x, leaves) = Leaves(input, lent);
            var output = module.call(x);
            // Jᵀ u is linear in u, and its derivative along v is the transpose of v ↦ J v.
            var u = zeros_like(output).requires_grad_();
            var products = autograd.grad([output], leaves, [u], create_graph: true, allow_unused: true);
            var along = directions.Append(inputDirection);
            var pairs = products
                .Zip(along)
                .Where(pair => pair is { First: { IsInvalid: false, requires_grad: true }, Second: not null })
                .ToList();
            return scope.MoveToOuter(
                pairs.Count == 0
                    ? zeros_like(output).detach()
                    : Gradients(
                        [.. pairs.Select(pair => pair.First)],
                        [u],
                        [.. pairs.Select(pair => pair.Second!.to_type(pair.First.dtype))]
                    )[0]
            );
        }
    }

    /// <summary>For each example and cotangent the gradient in each array of weights, one after the other.</summary>
    /// <param name="input">[batch, …].</param>
    /// <param name="weights">The arrays of weights.</param>
    /// <param name="cotangent">[batch · cotangents, …].</param>
    /// <param name="into">[batch · cotangents, weights in the array] each.</param>
    internal void Rows(Tensor input, Tensor[] weights, Tensor cotangent, IReadOnlyList<Tensor> into)
    {
        lock (gate)
        {
            using var scope = NewDisposeScope();
            using var lent = new LentWeights(module, weights, input);
            var each = cotangent.shape[0] / input.shape[0];
            for (var i = 0L; i < input.shape[0]; i++)
            {
                using var example = NewDisposeScope();
                Tensor output;
                using (enable_grad())
                    output = module.call(input.narrow(0, i, 1).detach());
                for (var row = i * each; row < (i + 1) * each; row++)
                {
                    using var inner = NewDisposeScope();
                    var gradients = Gradients(
                        [output],
                        lent.Parameters,
                        [cotangent.narrow(0, row, 1)],
                        retain: row < ((i + 1) * each) - 1
                    );
                    using var _ = no_grad();
                    foreach (var (target, gradient) in into.Zip(gradients))
                        target.select(0, row).copy_(gradient.reshape(-1));
                }
            }
        }
    }

    // What a gradient is asked for: the parameters, and last the input, unless it is made of whole numbers.
    private static (Tensor Input, Tensor[] Leaves) Leaves(Tensor input, LentWeights lent)
    {
        var x = input.detach();
        if (!x.is_floating_point())
            return (x, lent.Parameters);
        x.requires_grad_();
        return (x, [.. lent.Parameters, x]);
    }

    // Zeros where the output does not depend on a leaf.
    private static Tensor[] Gradients(
        IList<Tensor> outputs,
        IList<Tensor> leaves,
        IList<Tensor> cotangents,
        bool retain = false
    ) =>
        outputs.Any(o => o.requires_grad)
            ?
            [
                .. autograd
                    .grad(outputs, leaves, cotangents, retain_graph: retain, allow_unused: true)
                    .Zip(leaves, (g, leaf) => g is null || g.IsInvalid ? zeros_like(leaf).detach() : g),
            ]
            : [.. leaves.Select(leaf => zeros_like(leaf).detach())];

    // A derivative per example exists where each example's output is its own, and the same each time.
    private void Check(Tensor input, Tensor[] weights)
    {
        if (isChecked || input.shape[0] < 2)
            return;
        using var scope = NewDisposeScope();
        var output = Value(input, weights);
        if (!Same(output, Value(input, weights)))
            throw new InvalidOperationException(
                $"{Label} draws at random, as dropout does in training: a derivative needs a function; put the module in evaluation mode"
            );
        if (output.shape[0] != input.shape[0])
            throw new InvalidOperationException(
                $"{Label} gives {output.shape[0]} outputs for {input.shape[0]} examples: the first axis must be the batch"
            );
        var first = input.narrow(0, 0, 1);
        var repeated = first.expand(input.shape).contiguous();
        var alone = zeros_like(output);
        alone.narrow(0, 0, 1).fill_(1);
        var gradient = Vjp(input, weights, alone).Input;
        if (
            !Same(output.narrow(0, 0, 1), Value(repeated, weights).narrow(0, 0, 1))
            || (gradient is not null && gradient.narrow(0, 1, input.shape[0] - 1).ne(0).any().item<bool>())
        )
        {
            throw new InvalidOperationException(
                $"{Label} mixes examples: what it gives for one depends on the others of its batch, so that a derivative per example "
                    + "does not exist; batch norm is to be in evaluation mode"
            );
        }
        isChecked = true;
    }

    // Up to rounding, which where memory lies can change.
    private static bool Same(Tensor a, Tensor b)
    {
        const double rounding = 1e-4;
        var difference = (a - b).abs().nan_to_num(0, 0, 0).max().to_type(ScalarType.Float64).item<double>();
        return difference <= rounding * a.abs().nan_to_num(0, 0, 0).max().to_type(ScalarType.Float64).item<double>();
    }

    private sealed class Derivative(AutogradLayer layer, Tensor input, Tensor[] weights) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? direction, ReadOnlySpan<Tensor> directions)
        {
            Tensor[] arrays = [.. directions];
            if (direction is null && arrays.Length == 0)
                return null;
            return is_grad_enabled() && (direction is { requires_grad: true } || arrays.Any(d => d.requires_grad))
                ? Recorded.Jvp(layer, input, weights, direction, arrays)
                : layer.Jvp(input, weights, direction, arrays);
        }

        public override Tensor Vjp(Tensor cotangent)
        {
            using var scope = NewDisposeScope();
            var each = cotangent.shape[0] / input.shape[0];
            return scope.MoveToOuter(
                layer.Vjp(input.repeat_interleave(each, 0), weights, cotangent).Input
                    ?? throw new InvalidOperationException($"{layer.Label} has no derivative in whole numbers")
            );
        }

        public override IEnumerable<Tensor> VjpWeights(Tensor cotangent)
        {
            Tensor[] rows = [.. weights.Select(w => empty([cotangent.shape[0], w.numel()], w.dtype))];
            layer.Rows(input, weights, cotangent, rows);
            return rows;
        }

        internal override void VjpWeights(Tensor cotangent, IReadOnlyList<Tensor> into) =>
            layer.Rows(input, weights, cotangent, into);

        internal override IReadOnlyList<long> WeightCounts => [.. layer.Weights.Select(w => w.Count)];

        internal override bool IsByChannel => false;

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(layer, map(input), [.. weights.Select(shared)]);
    }
}

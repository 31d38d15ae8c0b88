using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

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
    // A module takes one set of weights at a time, whichever networks it is part of.
    private static readonly ConditionalWeakTable<nn.Module, Lock> Gates = [];

    private readonly string name;
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly bool isReadElsewhere;
    private readonly Lock gate;
    private readonly IndependenceCheck check;

    /// <param name="name">Of the module; empty for the outermost.</param>
    /// <param name="module">Its parameters that require a gradient are the weights.</param>
    /// <param name="isReadElsewhere">Whether something else reads its input too, so that it must not overwrite it.</param>
    public AutogradLayer(string name, nn.Module<Tensor, Tensor> module, bool isReadElsewhere = false)
    {
        (this.name, this.module, this.isReadElsewhere) = (name, module, isReadElsewhere);
        gate = Gates.GetOrCreateValue(module);
        check = new IndependenceCheck(this);
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

    /// <summary>The module, as a message names it.</summary>
    internal string Label => name.Length == 0 ? module.GetType().Name : $"'{name}' ({module.GetType().Name})";

    /// <inheritdoc/>
    public override IEnumerable<string> UnfixedNorms =>
        Within()
            .Where(m => m.Module is Modules.BatchNorm { training: true } or Modules.BatchNorm { running_mean: null })
            .Select(m => m.Name);

    /// <summary>The module and those within it, with their names.</summary>
    internal IEnumerable<(string Name, nn.Module Module)> Within() =>
        module.named_modules().Select(m => (Name: NameOf(name, m.name), Module: m.module)).Prepend((name, module));

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
        check.Run(input, arrays);
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
            // Modules may overwrite what they are given.
            var given = input.clone();
            // Not the input itself, nor a part of it, which whoever comes after may overwrite.
            var output = module.call(given).clone();
            if (isReadElsewhere && given.ne(input).logical_and(input.eq(input)).any().item<bool>())
                throw new InvalidOperationException(
                    $"{Label} overwrites its input, which the residual sum around it reads too: it must not work in place"
                );
            return scope.MoveToOuter(output);
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
            var gradients = Gradients([module.call(x.clone())], leaves, [cotangent]);
            foreach (var gradient in gradients)
                scope.MoveToOuter(gradient);
            return leaves is [.., var last] && ReferenceEquals(last, x)
                ? (gradients[^1], gradients[..^1])
                : (null, gradients);
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
            var along = directions.Append(inputDirection).ToArray();
            var (x, leaves) = Leaves(input, lent);
            var output = module.call(x.clone());
            // J 0 = 0, which is all that a vector-Jacobian product asks for, and takes no second derivative.
            if (along.All(v => v is null || !v.any().item<bool>()))
                return scope.MoveToOuter(zeros_like(output).detach());
            // Jᵀ u is linear in u, and its derivative along v is the transpose of v ↦ J v.
            var u = zeros_like(output).requires_grad_();
            // That it can be differentiated once is known since the layer was looked at.
            var products = output.requires_grad
                ? autograd.grad([output], leaves, [u], create_graph: true, allow_unused: true)
                : [];
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
                        [.. pairs.Select(pair => pair.Second!.to_type(pair.First.dtype))],
                        order: "twice, as a Jacobian-vector product needs"
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
                    output = module.call(input.narrow(0, i, 1).detach().clone());
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

    // Zeros where the output does not depend on a leaf. By `backward`, for an error within `grad` ends the process.
    private Tensor[] Gradients(
        IList<Tensor> outputs,
        Tensor[] leaves,
        IList<Tensor> cotangents,
        bool retain = false,
        string order = "once"
    )
    {
        if (is_inference_mode_enabled())
            throw new InvalidOperationException(
                $"{Label} is asked for its derivative by autograd, which records nothing in inference_mode: use no_grad instead"
            );
        if (!outputs.Any(o => o.requires_grad))
            return [.. leaves.Select(leaf => zeros_like(leaf).detach())];
        var before = leaves.Select(leaf => leaf.grad).ToList();
        foreach (var leaf in leaves)
            leaf.grad = null;
        try
        {
            autograd.backward(outputs, cotangents, retain, create_graph: false, leaves);
            return [.. leaves.Select(leaf => leaf.grad ?? zeros_like(leaf).detach())];
        }
        catch (ExternalException error)
        {
            throw new InvalidOperationException(
                $"{Label} cannot be differentiated {order}: {error.Message.Split('\n')[0]}",
                error
            );
        }
        finally
        {
            foreach (var (leaf, gradient) in leaves.Zip(before))
                leaf.grad = gradient;
        }
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

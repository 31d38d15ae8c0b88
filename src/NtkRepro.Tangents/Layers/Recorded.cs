using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>What autograd records of an <see cref="AutogradLayer"/>: functions whose gradients the layer computes anew.</summary>
internal static class Recorded
{
    /// <summary>The layer's output, recorded in its input and weights.</summary>
    public static Tensor Forward(AutogradLayer layer, Tensor input, Tensor[] weights) =>
        ForwardFunction.apply([layer, input, .. weights]);

    /// <summary>The layer's Jacobian-vector product, recorded in the directions.</summary>
    public static Tensor Jvp(
        AutogradLayer layer,
        Tensor input,
        Tensor[] weights,
        Tensor? inputDirection,
        Tensor[] directions
    )
    {
        var place = new Place(layer, input, weights);
        return inputDirection is null
            ? JvpFunction.apply([place, .. directions])
            : JvpFunction.apply([place with { HasInput = true }, .. directions, inputDirection]);
    }

    // Where a derivative is taken.
    private sealed record Place(AutogradLayer Layer, Tensor Input, Tensor[] Weights, bool HasInput = false);

    private sealed class ForwardFunction : autograd.SingleTensorFunction<ForwardFunction>
    {
        public override string Name => "module";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Tensor[] tensors = [.. vars.Skip(1).Cast<Tensor>()];
            ctx.save_data("layer", vars[0]);
            ctx.save_for_backward([.. tensors]);
            return ((AutogradLayer)vars[0]).Value(tensors[0], tensors[1..]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var scope = NewDisposeScope();
            var layer = (AutogradLayer)ctx.get_data("layer");
            Tensor[] tensors = [.. ctx.get_saved_variables()];
            var (input, weights) = layer.Vjp(tensors[0], tensors[1..], grad_output);
            return Outer(scope, [null, .. Once([grad_output, .. tensors], [input, .. weights])]);
        }
    }

    private sealed class JvpFunction : autograd.SingleTensorFunction<JvpFunction>
    {
        public override string Name => "jvp";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var place = (Place)vars[0];
            Tensor[] directions = [.. vars.Skip(1).Cast<Tensor>()];
            ctx.save_data("place", place);
            return place.Layer.Jvp(
                place.Input,
                place.Weights,
                place.HasInput ? directions[^1] : null,
                place.HasInput ? directions[..^1] : directions
            );
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var scope = NewDisposeScope();
            var place = (Place)ctx.get_data("place");
            var (input, weights) = place.Layer.Vjp(place.Input, place.Weights, grad_output);
            return Outer(scope, [null, .. Once([grad_output], place.HasInput ? [.. weights, input] : [.. weights])]);
        }
    }

    // Autograd that goes on to second derivatives would take these for constants: it is to find no number there.
    private static IEnumerable<Tensor?> Once(Tensor[] sources, IEnumerable<Tensor?> gradients) =>
        is_grad_enabled() && sources.Any(s => s.requires_grad)
            ? gradients.Select(g => g is null ? null : OnceFunction.apply([new Holder(g.detach()), .. sources]))
            : gradients;

    private sealed record Holder(Tensor Value);

    private sealed class OnceFunction : autograd.SingleTensorFunction<OnceFunction>
    {
        public override string Name => "once";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([.. vars.Skip(1).Cast<Tensor>()]);
            return ((Holder)vars[0]).Value.clone();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var scope = NewDisposeScope();
            var nothing = ctx.get_saved_variables()
                .Select(t => t.is_floating_point() ? empty_like(t.detach()).Fill(double.NaN) : null);
            return Outer(scope, [null, .. nothing]);
        }
    }

    // The engine takes the gradients over after this returns: they are to live until then.
    private static List<Tensor> Outer(TorchSharp.DisposeScope scope, List<Tensor?> gradients)
    {
        foreach (var gradient in gradients.OfType<Tensor>())
            scope.MoveToOuter(gradient);
        return gradients!;
    }
}

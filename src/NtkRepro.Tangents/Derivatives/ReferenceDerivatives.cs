using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The derivatives of a network by plain reverse mode: short, obviously right and slow. For checks.</summary>
public static class ReferenceDerivatives
{
    /// <summary>The Jacobian of the logits, one reverse pass for each row: [batch · C, P].</summary>
    public static Tensor Jacobian(Network network, Tensor weights, Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var _ = enable_grad();
        var leaves = network.Split(weights).Select(part => part.detach().requires_grad_()).ToArray();
        var logits = network.Forward(inputs, leaves).reshape(-1);
        var rows = new List<Tensor>();
        for (var i = 0; i < logits.numel(); i++)
        {
            var gradient = autograd.grad([logits.select(0, i)], leaves, retain_graph: true);
            rows.Add(cat([.. gradient.Select(g => g.reshape(-1))]));
        }
        return scope.MoveToOuter(stack(rows));
    }

    /// <summary>J v: [batch, C].</summary>
    public static Tensor Jvp(Network network, Tensor weights, Tensor inputs, Tensor direction)
    {
        using var scope = NewDisposeScope();
        var jacobian = Jacobian(network, weights, inputs);
        return scope.MoveToOuter(jacobian.mm(direction.view(-1, 1)).view(inputs.shape[0], -1));
    }

    /// <summary>Jᵀ c for cotangents c of shape [batch, C]: a flat vector [P].</summary>
    public static Tensor Vjp(Network network, Tensor weights, Tensor inputs, Tensor cotangent)
    {
        using var scope = NewDisposeScope();
        var jacobian = Jacobian(network, weights, inputs);
        return scope.MoveToOuter(jacobian.t().mm(cotangent.reshape(-1, 1)).view(-1));
    }
}

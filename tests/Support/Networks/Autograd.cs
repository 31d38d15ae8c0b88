using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Support;

/// <summary>Reverse mode by the engine.</summary>
internal static class Autograd
{
    /// <summary>Jᵀ c as the gradient of ⟨c, J v⟩ in v: [P].</summary>
    public static Tensor Vjp(Network network, NetworkDerivative derivative, Tensor cotangent) =>
        Gradient(network, zeros([network.WeightCount], cotangent.dtype), v => derivative.Jvp(v), cotangent);

    /// <summary>The gradient of ⟨c, f(w)⟩ in the flat vector w, for a function f of the arrays of weights: [P].</summary>
    public static Tensor Gradient(Network network, Tensor weights, Func<Tensor[], Tensor> function, Tensor cotangent)
    {
        var leaves = network.Split(weights).Select(part => part.detach().requires_grad_()).ToArray();
        var gradients = autograd.grad([function(leaves)], leaves, [cotangent]);
        return cat([.. gradients.Select(g => g.reshape(-1))]);
    }
}

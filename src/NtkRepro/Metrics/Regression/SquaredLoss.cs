using NtkRepro.Kernels;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>
/// The squared loss ½ ‖f(X; w₀) + J v − Y‖² + ½ λ ‖v‖² of a linearized network on a few examples, with one-hot targets Y,
/// as a function of the displacement v.
/// </summary>
public sealed class SquaredLoss
{
    private readonly NetworkDerivative derivative;
    private readonly Network network;

    private SquaredLoss(Network network, NetworkDerivative derivative, Tensor residual)
    {
        (this.network, this.derivative, Residual) = (network, derivative, residual);
    }

    /// <summary>Y − f(X; w₀): [n, C].</summary>
    public Tensor Residual { get; }

    /// <summary>The loss of a network in evaluation mode at the weights w₀.</summary>
    /// <param name="network">f.</param>
    /// <param name="weights">w₀, [P].</param>
    /// <param name="inputs">X, [n, …].</param>
    /// <param name="labels">The classes, [n] int64.</param>
    public static SquaredLoss At(Network network, Tensor weights, Tensor inputs, Tensor labels)
    {
        using var _ = no_grad();
        var taylor = network.Linearize(inputs, network.Split(weights));
        var targets = eye(taylor.Logits.shape[1], dtype: taylor.Logits.dtype).index_select(0, labels);
        return new SquaredLoss(network, taylor, targets - taylor.Logits);
    }

    /// <summary>Jᵀ α for α of shape [n, C]: the displacement [P] that a combination of kernels stands for.</summary>
    public Tensor Vjp(Tensor alpha) => derivative.Vjp(alpha.to_type(Residual.dtype));

    /// <summary>
    /// The displacement [P] after gradient descent from 0 with the momentum that is best for a quadratic (Polyak 1964):
    /// η = 4 / (√L + √μ)² and β = ((√L − √μ) / (√L + √μ))², for eigenvalues of the Hessian from μ = λ to L = λ_max(κ) + λ.
    /// </summary>
    /// <param name="spectrum">Of κ on the same examples.</param>
    /// <param name="ridge">λ.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Checked before each step.</param>
    public Tensor Descend(KernelSpectrum spectrum, double ridge, int steps, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var (most, least) = (Math.Sqrt(spectrum.Largest + ridge), Math.Sqrt(ridge));
        var rate = 4 / ((most + least) * (most + least));
        var momentum = Math.Pow((most - least) / (most + least), 2);
        var displacement = zeros([network.WeightCount], Residual.dtype);
        var velocity = zeros_like(displacement);
        var leaves = network.Leaves(displacement);
        for (var i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var change = derivative.Jvp(leaves);
            var pulled = autograd.grad([change], leaves, [change.detach() - Residual]);
            using var _ = no_grad();
            var gradient = Network.Join(pulled).Plus(displacement.Times(ridge));
            velocity.Scale(momentum).Increase(gradient, -rate);
            displacement.Increase(velocity);
        }
        return scope.MoveToOuter(displacement);
    }
}

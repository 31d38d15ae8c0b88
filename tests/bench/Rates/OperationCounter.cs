using NtkRepro.Networks;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Counts the multiply-adds of a network's convolutions and matrix products.</summary>
internal sealed class OperationCounter : LayerObserver
{
    private readonly List<double> layers = [];

    private OperationCounter() { }

    /// <summary>
    /// The arithmetic operations of a training step: two for each multiply-add of the forward pass, of the derivatives in the
    /// weights, and of those in each layer's input, which the first layer's do not need.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="images">One minibatch, [batch, …].</param>
    public static double TrainingStep(Network network, Tensor images)
    {
        var counts = Count(network, images);
        return 2 * ((3 * counts.Sum()) - counts[0]);
    }

    /// <summary>The arithmetic operations of a forward pass.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">One minibatch, [batch, …].</param>
    public static double Pass(Network network, Tensor images) => 2 * Count(network, images).Sum();

    // Multiply-adds of a forward pass, layer by layer.
    private static List<double> Count(Network network, Tensor images)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var counter = new OperationCounter();
        network.Forward(images, network.Split(network.Initialise(0)), counter);
        return counter.layers;
    }

    /// <inheritdoc/>
    public override void Reach(Layer layer, Tensor input)
    {
        // [outputs, …]: each output is a sum of as many products as there are weights per output.
        var matrix = layer.Weights.FirstOrDefault(weight => weight.Shape.Length > 1);
        if (matrix is null)
            return;
        var outputs = layer.Forward(input, [.. layer.Weights.Select(weight => zeros(weight.Shape))]).numel();
        layers.Add((double)outputs * matrix.Count / matrix.Shape[0]);
    }
}

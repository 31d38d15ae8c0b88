using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The order in which the pipeline's trainer takes images, so that the other side takes the same.</summary>
internal static class MinibatchOrder
{
    public const long Seed = 0;

    /// <summary>All images, in the order of each epoch: [epochs, images] int64.</summary>
    /// <param name="order">See <see cref="SgdTrainer.Order"/>.</param>
    /// <param name="epochs">From epoch 0.</param>
    /// <param name="images">How many there are.</param>
    public static Tensor Epochs(int order, int epochs, int images)
    {
        var places = Enumerable.Range(0, epochs).SelectMany(epoch => Epoch(order, epoch, images));
        return tensor(places.ToArray(), [epochs, images]);
    }

    /// <summary>The minibatches of some epochs: [steps, batch] int64. Images left over sit the epoch out.</summary>
    public static Tensor Steps(int order, int epochs, int images, int batch)
    {
        var steps = images / batch;
        var places = Enumerable.Range(0, epochs).SelectMany(epoch => Epoch(order, epoch, images).Take(steps * batch));
        return tensor(places.ToArray(), [epochs * steps, batch]);
    }

    private static long[] Epoch(int order, int epoch, int images) => SgdTrainer.Order(Seed, order, epoch, images);
}

using static TorchSharp.torch;

namespace NtkRepro.Bench.Tests;

public sealed class OperationCounterTests
{
    [Fact]
    public void A_training_step_of_the_cnn_has_the_operations_that_a_hand_counts()
    {
        // Multiply-adds per image of the convolutions (pixels × outputs × inputs × 9) and of the linear layer.
        const double first = 28 * 28 * 16 * 1 * 9;
        const double others = (14 * 14 * 32 * 16 * 9) + (7 * 7 * 32 * 32 * 9) + (10 * 32);

        var operations = OperationCounter.TrainingStep(BenchNetworks.Create("cnn"), zeros([64, 1, 28, 28]));

        // The first layer has two passes, the others three; a multiply-add is two operations.
        Assert.Equal(64 * 2 * ((2 * first) + (3 * others)), operations);
        Assert.Equal(
            64 * 2 * (first + others),
            OperationCounter.Pass(BenchNetworks.Create("cnn"), zeros([64, 1, 28, 28]))
        );
    }

    [Fact]
    public void A_residual_network_counts_the_convolutions_of_its_branches()
    {
        // Depth 8, width 8: one convolution, then two in each of three blocks, the second and third at half the size.
        const double first = 28 * 28 * 8 * 1 * 9;
        const double stage1 = 2 * 28 * 28 * 8 * 8 * 9;
        const double stage2 = 14 * 14 * ((16 * 8) + (16 * 16)) * 9;
        const double stage3 = 7 * 7 * ((32 * 16) + (32 * 32)) * 9;
        const double linear = 10 * 32;

        var operations = OperationCounter.TrainingStep(BenchNetworks.Create("resnet"), ones([2, 1, 28, 28]));

        Assert.Equal(2 * 2 * ((2 * first) + (3 * (stage1 + stage2 + stage3 + linear))), operations);
    }
}

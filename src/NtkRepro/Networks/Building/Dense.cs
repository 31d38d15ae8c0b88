using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>Fully connected layers.</summary>
internal static class Dense
{
    /// <summary>Hidden layers of the given widths with a rectifier each, and a linear layer to the logits.</summary>
    public static IEnumerable<(string, nn.Module<Tensor, Tensor>)> Layers(
        long inputs,
        IEnumerable<int> widths,
        int classes
    )
    {
        var count = 0;
        foreach (var width in widths)
        {
            count++;
            yield return ($"linear{count}", nn.Linear(inputs, width));
            yield return ($"act{count}", nn.ReLU());
            inputs = width;
        }
        yield return ("linear", nn.Linear(inputs, classes));
    }
}

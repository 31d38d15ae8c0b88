using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>One array of a network's weights.</summary>
/// <param name="Name">Its name in the module's <c>state_dict</c>: <c>conv1.weight</c>.</param>
/// <param name="Shape">Its shape.</param>
public sealed record WeightShape(string Name, long[] Shape)
{
    /// <summary>The number of weights.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Fails unless arrays are of the shapes of a network's weights.</summary>
    internal static void Check(IReadOnlyList<WeightShape> shapes, ReadOnlySpan<Tensor> arrays)
    {
        if (arrays.Length != shapes.Count)
            throw new ArgumentException(
                $"{arrays.Length} arrays of weights; this network has {shapes.Count}",
                nameof(arrays)
            );
        for (var i = 0; i < arrays.Length; i++)
        {
            if (!arrays[i].shape.AsSpan().SequenceEqual(shapes[i].Shape))
                throw new ArgumentException(
                    $"'{shapes[i].Name}' is of shape [{string.Join(", ", arrays[i].shape)}]; [{string.Join(", ", shapes[i].Shape)}] is right",
                    nameof(arrays)
                );
        }
    }

    /// <summary>The name of an array in the <c>state_dict</c> of the outermost module.</summary>
    /// <param name="module">The name of the module that it belongs to; empty for the outermost.</param>
    /// <param name="array">Its name within that one.</param>
    internal static string NameOf(string module, string array) => module.Length == 0 ? array : $"{module}.{array}";
}

using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>How a state of training lies in a safetensors file; see <see cref="Checkpoint"/>.</summary>
internal static class StateFile
{
    // No module's name holds a '/', so that no name of a state_dict begins like this.
    private const string MomentumOf = "momentum_buffer/";

    /// <summary>Writes a state, and statistics where there are any.</summary>
    public static void Save(
        string path,
        Network network,
        TrainingState state,
        IReadOnlyDictionary<string, ChannelMoments>? moments
    )
    {
        using var scope = NewDisposeScope();
        var (weights, momentum) = (network.Split(state.Weights), network.Split(state.Momentum));
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (i, array) in network.Weights.Index())
            (tensors[array.Name], tensors[MomentumOf + array.Name]) = (weights[i], momentum[i]);
        if (moments is not null)
        {
            foreach (var norm in network.Norms)
                (tensors[norm.MeanName], tensors[norm.VarianceName]) = moments[norm.Name];
        }
        SafeTensors.Save(
            path,
            tensors,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
                ["diverged"] = state.Diverged ? "true" : "false",
            }
        );
    }

    /// <summary>Reads a state, and the statistics of the given norms. They are the caller's to dispose.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other tensors.</exception>
    public static Checkpoint Load(string path, Network network, IReadOnlyList<NormShape> norms)
    {
        using var scope = NewDisposeScope();
        var (tensors, texts) = SafeTensors.LoadAll(path);
        CheckNames();
        var state = new TrainingState(
            Network.Join(network.Weights.Select(w => Single(w.Name, w.Shape))),
            Network.Join(network.Weights.Select(w => Single(MomentumOf + w.Name, w.Shape))),
            int.TryParse(Text("step"), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
                ? step
                : throw Wrong($"step '{Text("step")}' is no whole number")
        )
        {
            Diverged = Text("diverged") == "true",
        };
        var moments = norms.ToDictionary(
            n => n.Name,
            n => new ChannelMoments(Double(n.MeanName, n.Channels), Double(n.VarianceName, n.Channels)),
            StringComparer.Ordinal
        );
        return new Checkpoint(state, moments);

        Tensor Single(string name, long[] shape) => Checked(name, ScalarType.Float32, shape);

        Tensor Double(string name, long channels) => Checked(name, ScalarType.Float64, [channels]);

        Tensor Checked(string name, ScalarType type, long[] shape)
        {
            var expected = Description(type, shape);
            if (!tensors.TryGetValue(name, out var found))
                throw Wrong($"there is no tensor '{name}'; the network has one, {expected}");
            return found.dtype == type && found.shape.SequenceEqual(shape)
                ? found
                : throw Wrong($"'{name}' is {Description(found.dtype, found.shape)}; the network's is {expected}");
        }

        void CheckNames()
        {
            var names = network.Weights.SelectMany(w => new[] { w.Name, MomentumOf + w.Name });
            var known = names.Concat(norms.SelectMany(n => new[] { n.MeanName, n.VarianceName }));
            if (
                tensors.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()
                is [var other, ..]
            )
                throw Wrong(
                    $"there is a tensor '{other}', {Description(tensors[other].dtype, tensors[other].shape)}; the network has none of this name"
                );
        }

        string Text(string key) =>
            texts.TryGetValue(key, out var text) ? text : throw Wrong($"its header has no '{key}'");

        InvalidDataException Wrong(string why) => new($"{path} is no checkpoint of this network: {why}");
    }

    // As numpy and PyTorch say it.
    private static string Description(ScalarType type, long[] shape) =>
        $"{type.ToString().ToLowerInvariant()} [{string.Join(", ", shape)}]";
}

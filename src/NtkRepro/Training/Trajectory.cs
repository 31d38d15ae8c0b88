using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>The path of a run in function space: its logits on the probes, at the start and after each epoch.</summary>
public sealed class Trajectory
{
    private readonly List<(double Epoch, float[] Logits)> points = [];

    /// <summary>Epochs of the parent and the run together, and the logits then, [probes · C], those of one probe side by side.</summary>
    public IReadOnlyList<(double Epoch, float[] Logits)> Points => points;

    /// <summary>Adds the logits [probes, C] at a time.</summary>
    public void Add(double epoch, Tensor logits) =>
        points.Add((epoch, logits.to_type(ScalarType.Float32).Values<float>()));

    /// <summary>The part of it up to a time, that included.</summary>
    public Trajectory Until(double epoch)
    {
        var part = new Trajectory();
        part.points.AddRange(points.Where(p => p.Epoch <= epoch));
        return part;
    }

    /// <summary>Whether its last point is at a time.</summary>
    public bool Ends(double epoch) => points.Count > 0 && points[^1].Epoch == epoch;

    /// <summary>Writes it as safetensors: epochs [n] float64 and logits [n, probes · C] float32.</summary>
    public void Save(string path)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                ["epochs"] = tensor(points.Select(p => p.Epoch).ToArray(), [points.Count]),
                ["logits"] = tensor(
                    points.SelectMany(p => p.Logits).ToArray(),
                    [points.Count, points.Count == 0 ? 0 : points[0].Logits.Length]
                ),
            },
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Trajectory Load(string path)
    {
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Load(path);
        var epochs = tensors["epochs"].Values<double>();
        var logits = tensors["logits"].Values<float>();
        var trajectory = new Trajectory();
        var size = epochs.Length == 0 ? 0 : logits.Length / epochs.Length;
        for (var i = 0; i < epochs.Length; i++)
            trajectory.points.Add((epochs[i], logits[(i * size)..((i + 1) * size)]));
        return trajectory;
    }
}

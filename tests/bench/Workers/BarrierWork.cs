using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Error and loss on two sets of images along the line between two networks, with given statistics of batch norm.</summary>
internal sealed class BarrierWork : Work
{
    private readonly WorkInput input;
    private readonly Network network;
    private readonly IReadOnlyList<IClassifier> frozen;
    private readonly LabelledImages first;
    private readonly LabelledImages second;

    public BarrierWork(WorkInput input)
    {
        this.input = input;
        network = input.Network();
        frozen = [.. Enumerable.Range(0, Points).Select(point => new NetworkClassifier(input.Frozen($"{point}.")))];
        var all = input.Images();
        first = all.Take(all.Count / 2);
        second = all.Select(arange(all.Count / 2, all.Count, ScalarType.Int64));
        var curve = Curve();
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["error"] = Column(curve, p => p.Error),
            ["loss"] = Column(curve, p => p.Loss),
        };
    }

    private int Points => input.Integer("points");

    public override void Run() => Curve();

    private IReadOnlyList<CurvePoint> Curve() =>
        Interpolation.Curve(
            new GivenStatistics(network, frozen),
            input.Weights,
            input.Tensors["other"],
            Points,
            first,
            second
        );

    // [points, 2]
    private static Tensor Column(IReadOnlyList<CurvePoint> curve, Func<Performance, double> value) =>
        tensor(curve.SelectMany(p => new[] { value(p.Train), value(p.Test) }).ToArray(), [curve.Count, 2]);

    /// <summary>A network whose statistics at each point of the line are known beforehand.</summary>
    private sealed class GivenStatistics(Network network, IReadOnlyList<IClassifier> frozen) : IClassifier
    {
        private int next;

        public Network Network => network;

        public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights) =>
            throw new InvalidOperationException("the network is measured in evaluation mode");

        public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) =>
            throw new InvalidOperationException("the statistics are known beforehand");

        public IClassifier Freeze(Tensor weights, IEnumerable<Tensor> batches) => frozen[next++];
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Computes a network's kernel J Jᵀ as the sum of what its layers contribute, the last layers first.</summary>
/// <remarks>
/// Examples pass backward a few at a time, so that their signals stay in the processor's cache, and each layer's rows of J
/// are gathered over all of them, so that the products are large. Where J is larger than a budget, the layers
/// take turns, in one and the same memory. Examples are independent until then, and so are strips of columns of the kernel:
/// they are worked on <see cref="SideBySide"/>, with the same result on any number of threads.
/// </remarks>
internal sealed class KernelSum
{
    private readonly IReadOnlyList<Layer> layers;
    private readonly Tensor[][] weights;
    private readonly Tensor inputs;
    private readonly Tensor kernel;
    private readonly IReadOnlyList<(long Start, long Count)> strips; // columns of the kernel, the longest first
    private readonly int first; // layer with weights
    private readonly List<Passage> passages = [];
    private readonly int classes;

    private KernelSum(IReadOnlyList<Layer> layers, Tensor inputs, Tensor[][] weights, int classes)
    {
        (this.layers, this.inputs, this.weights, this.classes) = (layers, inputs, weights, classes);
        var rows = inputs.shape[0] * classes;
        kernel = zeros([rows, rows], weights.SelectMany(w => w).FirstOrDefault(inputs).dtype);
        var scale = Scale.Of(inputs);
        strips = [.. Gram.Strips(rows, classes, scale.Columns).Reverse()];
        first = layers.TakeWhile(layer => layer.Weights.Count == 0).Count();
        for (long start = 0; start < inputs.shape[0]; start += scale.Examples)
            passages.Add(new Passage(start, Math.Min(scale.Examples, inputs.shape[0] - start)));
    }

    /// <summary>J Jᵀ at the inputs: [n · C, n · C], the logits of one example side by side.</summary>
    /// <param name="layers">From the input to the logits.</param>
    /// <param name="inputs">[n, …].</param>
    /// <param name="weights">Of each layer.</param>
    /// <param name="classes">C.</param>
    /// <param name="budget">Bytes of J to hold at once; what suits the device unless given.</param>
    public static Tensor Compute(
        IReadOnlyList<Layer> layers,
        Tensor inputs,
        Tensor[][] weights,
        int classes,
        long? budget = null
    )
    {
        using var scope = NewDisposeScope();
        var sum = new KernelSum(layers, inputs, weights, classes);
        var rows = sum.kernel.shape[0];
        var type = sum.kernel.dtype;
        var room =
            (budget ?? Scale.Of(inputs).Budget)
            / (rows * (type == ScalarType.Float64 ? sizeof(double) : sizeof(float)));
        using var store = new RowStore(rows, type);
        foreach (var (begin, end) in sum.Turns(room))
        {
            sum.Add(begin, end, store);
            store.Return();
        }
        sum.Mirror();
        return scope.MoveToOuter(sum.kernel);
    }

    // The layers that are summed together, the last first: as many as have room for their columns of J, but at least one.
    private List<(int Begin, int End)> Turns(long room)
    {
        var turns = new List<(int, int)>();
        for (var end = layers.Count; end > first; end = turns[^1].Item1)
        {
            var begin = end - 1;
            while (begin > first && Columns(begin - 1, end) <= room)
                begin--;
            turns.Add((begin, end));
        }
        return turns;
    }

    // Columns of J of the layers from begin to end, exclusive.
    private long Columns(int begin, int end) => layers.Take(begin..end).Sum(layer => layer.Weights.Sum(w => w.Count));

    // Adds the share of the layers from begin to end, exclusive.
    private void Add(int begin, int end, RowStore store)
    {
        var terms = new List<KernelTerm>();
        SideBySide.Run(passages.Count, i => Return(passages[i], begin, end, terms, store));
        SideBySide.Run(terms.Count, i => Scoped(terms[i].Complete));
        SideBySide.Run(
            strips.Count,
            i => terms.ForEach(term => Scoped(() => term.AddTo(kernel, strips[i].Start, strips[i].Count)))
        );
        terms.ForEach(term => term.Dispose());
    }

    // Each strip reads what is above the diagonal and writes what is below it.
    private void Mirror() => SideBySide.Run(strips.Count, i => Gram.Mirror(kernel, strips[i].Start, strips[i].Count));

    private static void Scoped(Action work)
    {
        using var scope = NewDisposeScope();
        work();
    }

    // Takes a few examples back through the layers from begin to end, exclusive.
    private void Return(Passage passage, int begin, int end, List<KernelTerm> terms, RowStore store)
    {
        using var scope = NewDisposeScope();
        var derivatives = passage.Derivatives ?? Forward(passage);
        var above = passage.Cotangents ?? LogitCotangents.Identity(passage.Examples, classes, kernel.dtype);
        var visited = 0;
        var below = Sequence.Chain(derivatives[begin..end], above, Visit, toInput: begin > first);
        passage.Keep(begin > first ? derivatives[..begin] : [], below, scope);

        void Visit(LayerDerivative layer, LogitCotangents there)
        {
            if (layer.WeightCounts.Count > 0)
                Term(visited++, layer, there).Append(passage.Start, layer, there);
        }

        KernelTerm Term(int place, LayerDerivative layer, LogitCotangents there)
        {
            lock (terms)
            {
                if (place == terms.Count)
                    terms.Add(KernelTerm.For(layer, there, store));
                return terms[place];
            }
        }
    }

    // The derivatives of all layers at a few examples.
    private LayerDerivative[] Forward(Passage passage)
    {
        using var scope = NewDisposeScope();
        var some = inputs.narrow(0, passage.Start, passage.Examples);
        // The pixels of a channel side by side, as products with patches need them.
        var signal = some.reshape(some.shape[0], -1).view(some.shape);
        var derivatives = new LayerDerivative[layers.Count];
        for (var i = 0; i < derivatives.Length; i++)
            (signal, derivatives[i]) = layers[i].Linearize(signal, weights[i]);
        return [.. derivatives.Select(layer => layer.Map(scope.MoveToOuter, scope.MoveToOuter))];
    }

    // How much is done together. A GPU is busy with large pieces alone, and has memory of its own.
    // Examples: that pass backward together. Columns: of the kernel, to a product. Budget: bytes of J that are held at once, unless one
    // layer or block of layers alone has more.
    private sealed record Scale(long Examples, long Columns, long Budget)
    {
        // Of columns, with fewer the engine is slower, with more the half of a product that is saved is less.
        private static readonly Scale Cpu = new(Examples: 10, Columns: 240, Budget: 1L << 28);
        private static readonly Scale Gpu = new(Examples: 100, Columns: 1000, Budget: 1L << 32);

        public static Scale Of(Tensor inputs) => inputs.device_type == DeviceType.CPU ? Cpu : Gpu;
    }

    // Where a few examples are on their way back.
    private sealed class Passage(long start, long examples)
    {
        public long Start => start;

        public long Examples => examples;

        // Of the layers that are still to come; null before the first turn.
        public LayerDerivative[]? Derivatives { get; private set; }

        // At the output of the last of these.
        public LogitCotangents? Cotangents { get; private set; }

        // Hands what the next turn needs to the dispose scope around this one.
        public void Keep(LayerDerivative[] derivatives, LogitCotangents? cotangents, DisposeScope scope)
        {
            foreach (var done in Derivatives?.Skip(derivatives.Length) ?? [])
                done.Map(Free, shared => shared);
            foreach (var layer in derivatives)
                layer.Map(scope.MoveToOuter, scope.MoveToOuter);
            Cotangents?.Dispose();
            (Derivatives, Cotangents) = (derivatives, cotangents?.MoveToOuter(scope));
        }

        private static Tensor Free(Tensor tensor)
        {
            tensor.Dispose();
            return tensor;
        }
    }
}

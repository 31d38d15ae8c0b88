using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>A job that is built and has computed what will be checked.</summary>
internal abstract class Work
{
    /// <summary>What must equal the other side's.</summary>
    public IReadOnlyDictionary<string, Tensor> Result { get; protected init; } = new Dictionary<string, Tensor>();

    /// <summary>Units of work in a repetition.</summary>
    public virtual int Units => 1;

    /// <summary>One repetition.</summary>
    public abstract void Run();
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline.Tests;

/// <summary>A stage made of a delegate that remembers which instances ran.</summary>
internal sealed class ToyStage(string name, Action<StageContext> run) : IStage
{
    public ConcurrentQueue<string> Ran { get; } = new();

    public Action<StageContext> Body { get; set; } = run;

    public string Name => name;

    public void Run(StageContext context)
    {
        Ran.Enqueue(context.Instance);
        Body(context);
    }

    /// <summary>Writes a digest of texts, so that outputs depend on exactly what they should.</summary>
    public static void Write(StageContext context, string output, params IEnumerable<string> texts) =>
        File.WriteAllText(context.Output(output), Digest(texts));

    public static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
}

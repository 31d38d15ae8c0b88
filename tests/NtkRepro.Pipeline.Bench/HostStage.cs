using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline.Bench;

/// <summary>A stage that writes bytes which follow from its name, its axes and its inputs; and may be told to stop or crash.</summary>
internal sealed class HostStage(
    string name,
    HostOptions options,
    IReadOnlyList<string> inputs,
    IReadOnlyList<string> outputs
) : IStage
{
    public string Name => name;

    public void Run(StageContext context)
    {
        if (!options.IsQuiet)
        {
            HostConsole.Write($"computing {context.Instance}");
        }

        if (options.Hold == name)
        {
            HostConsole.Write($"holding {context.Instance}");
            context.Cancellation.WaitHandle.WaitOne();
            context.Cancellation.ThrowIfCancellationRequested();
        }

        if (options.Crash == name)
        {
            Environment.FailFast($"{context.Instance} was told to crash");
        }

        var bytes = context.Parameters<FileParameters>("file").Bytes;
        var seed = string.Join('\n', inputs.SelectMany(context.Inputs).Select(ReadAndCheck).Prepend(context.Instance));
        foreach (var output in outputs)
        {
            Write(context.Output(output), $"{seed}\n{output}", bytes);
        }

        if (name == "parent")
        {
            var times = context
                .Parameters<NumberRange>("run.times")
                .Concat(context.Parameters<NumberRange>("run.grid"))
                .Distinct();
            foreach (var time in times)
            {
                var output = $"checkpoints/{time.ToString("0.##", CultureInfo.InvariantCulture)}.bin";
                Write(context.Output(output), $"{seed}\n{output}", bytes);
            }
        }
    }

    /// <summary>The hash of an input; what is read must be what the store says it holds.</summary>
    private static string ReadAndCheck(InputFile input)
    {
        using var stream = File.OpenRead(input.Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return hash == input.Sha256
            ? hash
            : throw new InvalidDataException($"{input.Path} differs from what the store says");
    }

    private static void Write(string path, string seed, int bytes)
    {
        var block = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        using var stream = File.Create(path);
        for (var left = bytes; left > 0; left -= block.Length)
        {
            stream.Write(block, 0, Math.Min(left, block.Length));
            block = SHA256.HashData(block);
        }
    }
}

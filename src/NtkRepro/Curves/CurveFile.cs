using NtkRepro.Data;
using Tensorboard;
using TorchSharp.Modules;
using static TorchSharp.torch.utils;

namespace NtkRepro.Curves;

/// <summary>The event files in one folder, to which points are added that they lack: a run that is killed and goes on has each once.</summary>
/// <param name="folder">The folder; made by the first point.</param>
/// <param name="numerics">Those of this process, in which TorchSharp's native library computes the check sums.</param>
internal sealed class CurveFile(string folder, Numerics numerics)
{
    private readonly HashSet<(string Tag, int Step)> written = Read(folder);
    private SummaryWriter? writer;

    /// <summary>Adds what is not there yet.</summary>
    public void Add(IEnumerable<CurvePoint> points)
    {
        foreach (var point in points.Where(p => written.Add((p.Tag, p.Step))))
        {
            writer ??= Create();
            // The writer takes the time as a single, exact to two minutes: enough for a date.
            writer.add_scalar(point.Tag, (float)point.Value, point.Step, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        }
    }

    private SummaryWriter Create()
    {
        EngineLibraries.Load(numerics);
        return tensorboard.SummaryWriter(folder);
    }

    // A record is its length, 8 bytes, the length's check sum, 4 bytes, the event, and its check sum; a kill may leave a part of the last.
    private static HashSet<(string Tag, int Step)> Read(string folder)
    {
        const int Head = sizeof(long) + sizeof(uint);
        var found = new HashSet<(string, int)>();
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*tfevents*") : [])
        {
            var bytes = File.ReadAllBytes(path);
            for (var at = 0; at + Head < bytes.Length; )
            {
                var end = at + Head + BitConverter.ToInt64(bytes, at) + sizeof(uint);
                if (end > bytes.Length)
                    break;
                var read = Event.Parser.ParseFrom(bytes, at + Head, (int)(end - at) - Head - sizeof(uint));
                foreach (var value in read.Summary?.Value ?? [])
                    found.Add((value.Tag, (int)read.Step));
                at = (int)end;
            }
        }
        return found;
    }
}

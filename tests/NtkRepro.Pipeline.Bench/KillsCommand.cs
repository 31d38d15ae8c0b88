using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace NtkRepro.Pipeline.Bench;

/// <summary>Kills runs at random instants and resumes them; what comes out must equal an unbroken run.</summary>
internal static class KillsCommand
{
    public static int Run(int rounds)
    {
        var root = Directory.CreateTempSubdirectory("kills-").FullName;
        try
        {
            var unbroken = Path.Combine(root, "unbroken");
            Definitions.WriteExperiment(unbroken);
            var watch = Stopwatch.StartNew();
            Self.Run(["run", unbroken]);
            var seconds = watch.Elapsed.TotalSeconds;
            var expected = Results(unbroken);
            HostConsole.Write(
                string.Create(CultureInfo.InvariantCulture, $"unbroken run: {expected.Count} files, {seconds:0.00} s")
            );
            var random = new Random(1);
            var (completed, equal, damaged, unfinished, byStored) = (0, 0, 0, 0, new List<int>());
            for (var round = 0; round < rounds; round++)
            {
                var folder = Path.Combine(root, $"round-{round}");
                Definitions.WriteExperiment(folder);
                byStored.Add(KillAfter(folder, random.NextDouble() * seconds));
                unfinished += Count(folder, "tmp");
                completed += Self.Run(["run", folder]).ExitCode == 0 ? 1 : 0;
                var (code, lines) = Self.Run(["run", folder, "--rehash"]);
                damaged +=
                    Count(folder, "damaged") + lines.Count(l => l.StartsWith("warning", StringComparison.Ordinal));
                var isSame = code == 0 && Results(folder).Order().SequenceEqual(expected.Order());
                equal += isSame ? 1 : 0;
                Directory.Delete(folder, recursive: true);
            }

            byStored.Sort();
            HostConsole.Write(
                $"results stored when killed: least {byStored[0]}, median {byStored[rounds / 2]}, most {byStored[^1]}"
            );
            HostConsole.Write($"unfinished results that kills left in tmp: {unfinished}");
            HostConsole.Write($"kills {rounds}, resumed to the end {completed}, equal to the unbroken run {equal}");
            HostConsole.Write($"damaged results {damaged}");
            return completed == rounds && equal == rounds && damaged == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Starts a run and kills it.</summary>
    /// <returns>How many results it had stored.</returns>
    private static int KillAfter(string folder, double seconds)
    {
        using var process = Process.Start(Self.Start(["run", folder]))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.WaitForExit(TimeSpan.FromSeconds(seconds));
        process.Kill();
        process.WaitForExit();
        return Results(folder).Count(r => r.Contains("manifest", StringComparison.Ordinal));
    }

    private static int Count(string folder, string name)
    {
        var path = Path.Combine(folder, "artifacts", name);
        return Directory.Exists(path) ? Directory.GetDirectories(path).Length : 0;
    }

    /// <summary>Relative path and hash of every stored file; of manifests, which hold times, the path alone.</summary>
    private static List<string> Results(string folder)
    {
        var store = Path.Combine(folder, "artifacts", "store");
        return Directory.Exists(store)
            ?
            [
                .. Directory
                    .EnumerateDirectories(store)
                    .Where(d => Path.GetFileName(d).Length == 2)
                    .SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories))
                    .Select(f =>
                        Path.GetRelativePath(store, f)
                        + (
                            Path.GetFileName(f) == "manifest.json"
                                ? ""
                                : " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))
                        )
                    ),
            ]
            : [];
    }
}

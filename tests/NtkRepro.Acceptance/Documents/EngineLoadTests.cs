namespace NtkRepro.Acceptance.Documents;

/// <summary>libtorch, 400 MB, is loaded by what computes and by nothing else.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class EngineLoadTests : IDisposable
{
    private readonly RepositoryCopy copy = new();

    public EngineLoadTests(SmokeRun smoke) =>
        VerifiedCopy.CopyFolders(smoke.Artifacts, copy.At("artifacts"), "store", "latest", "runs");

    public void Dispose() => copy.Dispose();

    [Fact]
    public void What_reads_results_or_plans_does_not_load_it_and_what_computes_does()
    {
        Assert.Empty(Loaded("./build.sh Reproduce --preset smoke", "Up to date"));
        Assert.Empty(Loaded("./build.sh Plan --preset smoke", "up to date"));
        Assert.Empty(Loaded("./build.sh Status", ""));
        Assert.NotEmpty(Loaded("./build.sh Reproduce --preset smoke --force summary", "summary"));
    }

    // The system's loader writes down each file that it loads, for each process in a file of its own.
    private List<string> Loaded(string command, string says)
    {
        var folder = Directory.CreateDirectory(copy.At("loaded")).FullName;
        var text = copy.Succeed(command, ("LD_DEBUG", "files"), ("LD_DEBUG_OUTPUT", Path.Combine(folder, "process")));
        Assert.Contains(says, text, StringComparison.Ordinal);
        var lines = Directory.GetFiles(folder).SelectMany(File.ReadLines).ToList();
        Directory.Delete(folder, recursive: true);
        Assert.Contains(lines, line => line.Contains("libcoreclr.so", StringComparison.Ordinal));
        return
        [
            .. lines.Where(line =>
                line.Contains("libtorch_cpu.so", StringComparison.Ordinal)
                || line.Contains("libLibTorchSharp.so", StringComparison.Ordinal)
            ),
        ];
    }
}

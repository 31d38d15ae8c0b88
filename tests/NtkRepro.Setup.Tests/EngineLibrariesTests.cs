namespace NtkRepro.Setup.Tests;

/// <summary>The folder that all programs of a build share.</summary>
public sealed class EngineLibrariesTests : IDisposable
{
    private readonly SetupFolder folder = new();

    public EngineLibrariesTests()
    {
        foreach (var name in new[] { "libtorch_cpu.so", "libgomp-98b21ff3.so.1", "libtorch_python.so", "README" })
            folder.Write($"libtorch/{name}", [1, 2, 3]);
        folder.Write("torchsharp/libLibTorchSharp.so", new ElfImage().Write());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_holds_what_TorchSharp_needs_and_no_more()
    {
        Place();

        Assert.Equal(["libLibTorchSharp.so", "libgomp-98b21ff3.so.1", "libtorch_cpu.so"], Placed());
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.At("engine", "libtorch_cpu.so")));
    }

    [Fact]
    public void What_befalls_the_folder_does_not_reach_the_packages()
    {
        Place();

        File.WriteAllBytes(folder.At("engine", "libtorch_cpu.so"), [4]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.At("libtorch", "libtorch_cpu.so")));
    }

    [Fact]
    public void It_tells_how_large_each_library_is()
    {
        Place();

        var own = new FileInfo(folder.At("engine", "libLibTorchSharp.so")).Length;
        Assert.Equal(
            [$"{own} libLibTorchSharp.so", "3 libgomp-98b21ff3.so.1", "3 libtorch_cpu.so"],
            File.ReadAllLines(folder.At("engine", "sizes"))
        );
    }

    // Without its stamp the build does it again, over what an interrupted or an older one has left.
    [Fact]
    public void What_the_folder_held_goes()
    {
        folder.Write("engine/libtorch_cpu.so", [9]);
        folder.Write("engine/libold.so", [9]);

        Place();

        Assert.Equal(["libLibTorchSharp.so", "libgomp-98b21ff3.so.1", "libtorch_cpu.so"], Placed());
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.At("engine", "libtorch_cpu.so")));
    }

    [Fact]
    public void A_failure_leaves_the_folder_as_it_was_and_nothing_beside_it()
    {
        folder.Write("engine/libtorch_cpu.so", [9]);
        folder.Write("torchsharp/libLibTorchSharp.so", [1, 2, 3]);

        Assert.Throws<InvalidDataException>(Place);

        Assert.Equal(["libtorch_cpu.so"], Placed());
        Assert.Equal(["engine", "libtorch", "torchsharp"], Folders());
    }

    [Fact]
    public void Nothing_is_left_beside_it()
    {
        Place();
        Place();

        Assert.Equal(["engine", "libtorch", "torchsharp"], Folders());
    }

    [Fact]
    public void Builds_at_the_same_time_leave_one_whole_folder()
    {
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Place());

        Assert.Equal(["libLibTorchSharp.so", "libgomp-98b21ff3.so.1", "libtorch_cpu.so"], Placed());
        Assert.Equal(["engine", "libtorch", "torchsharp"], Folders());
    }

    private void Place() => EngineLibraries.Place(folder.At("libtorch"), folder.At("torchsharp"), folder.At("engine"));

    private IEnumerable<string> Placed() =>
        Directory
            .GetFiles(folder.At("engine"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name != "sizes")
            .Order(StringComparer.Ordinal);

    private IEnumerable<string> Folders() =>
        Directory.GetDirectories(folder.Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}

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

    // A libtorch from elsewhere takes its place; what it must have is told.
    [Fact]
    public void Without_libtorchs_package_it_holds_TorchSharps_library_and_what_that_needs()
    {
        folder.Write("torchsharp/libLibTorchSharp.so", File.ReadAllBytes(SetupFolder.TorchSharpLibrary));

        EngineLibraries.Place(folder.At("nothing"), folder.At("torchsharp"), folder.At("engine"));

        Assert.Equal(["libLibTorchSharp.so"], Placed());
        var symbols = File.ReadAllLines(folder.At("engine", "symbols"));
        Assert.Contains("_ZN2at13globalContextEv", symbols);
        Assert.DoesNotContain("malloc", symbols);
        Assert.Equal(symbols.Order(StringComparer.Ordinal), symbols);
    }

    [Fact]
    public void For_any_system_marks_are_taken_out_that_nothing_is_behind()
    {
        folder.Write("torchsharp/libLibTorchSharp.so", File.ReadAllBytes(SetupFolder.TorchSharpLibrary));
        Place();

        EngineLibraries.PlacePortable(folder.At("engine"), folder.At("portable"));

        var library = ElfFile.Read(folder.At("portable", "libLibTorchSharp.so"));
        Assert.All(library.Needs, need => Assert.Equal(library.SymbolsInUse(need).Count == 0, need.IsWeak));
        Assert.Equal(
            [$"{new FileInfo(folder.At("portable", "libLibTorchSharp.so")).Length} libLibTorchSharp.so"],
            File.ReadAllLines(folder.At("portable", "sizes"))
        );
        Assert.Equal(
            File.ReadAllText(folder.At("engine", "symbols")),
            File.ReadAllText(folder.At("portable", "symbols"))
        );
    }

    private void Place() => EngineLibraries.Place(folder.At("libtorch"), folder.At("torchsharp"), folder.At("engine"));

    private IEnumerable<string> Placed() =>
        Directory
            .GetFiles(folder.At("engine"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("sizes" or "symbols"))
            .Order(StringComparer.Ordinal);

    private IEnumerable<string> Folders() =>
        Directory.GetDirectories(folder.Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}

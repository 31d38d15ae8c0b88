using System.Text.RegularExpressions;
using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data;

/// <summary>A libtorch that is not the package's, and what it calls itself.</summary>
public sealed class LibtorchTests : IDisposable
{
    // The header of a library without anything in it.
    private static readonly byte[] Whole = [0x7f, (byte)'E', (byte)'L', (byte)'F', .. new byte[60]];

    private readonly TemporaryFolder folder = new();

    public LibtorchTests()
    {
        Directory.CreateDirectory(folder.File("torch/lib"));
        File.WriteAllBytes(folder.File($"torch/lib/{Libtorch.FileName("torch_cpu")}"), Whole);
    }

    private static string NativeLibraryOfTheSystem =>
        File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .First(p => p.Contains("/libm.so", StringComparison.Ordinal));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "version.py",
        "from typing import Optional\n\n__version__ = '2.11.0+cu130'\ndebug = False\n",
        "2.11.0+cu130"
    )]
    [InlineData("version.py", "__version__: str = \"2.12.0a0+git1f\"\n", "2.12.0a0+git1f")]
    [InlineData("build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [InlineData("lib/build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [InlineData("version.py", "nothing = 1\n", "")]
    public void Its_version_is_what_it_says_of_itself_and_a_hash_of_it(string file, string text, string version)
    {
        File.WriteAllText(folder.File($"torch/{file}"), text);

        Assert.Matches($"^{Regex.Escape(version)} ?[0-9a-f]{{12}}$", Libtorch.At(folder.File("torch/lib")).Version);
    }

    [Theory]
    [InlineData("torch")]
    [InlineData("torch/lib")]
    public void Its_folder_is_found_by_the_name_of_the_one_above_too(string given)
    {
        var libtorch = Libtorch.At(folder.File(given));

        Assert.Equal(folder.File("torch/lib"), libtorch.Folder);
        Assert.False(libtorch.IsPackaged);
        Assert.False(libtorch.HasCuda);
    }

    [Fact]
    public void It_has_cuda_where_there_is_a_library_for_it()
    {
        File.WriteAllBytes(folder.File($"torch/lib/{Libtorch.FileName("torch_cuda")}"), Whole);

        Assert.True(Libtorch.At(folder.File("torch")).HasCuda);
    }

    [Fact]
    public void Others_of_the_same_version_are_told_apart()
    {
        File.WriteAllText(folder.File("torch/build-version"), "2.10.0");
        var before = Libtorch.At(folder.File("torch")).Version;
        File.WriteAllBytes(folder.File($"torch/lib/{Libtorch.FileName("torch_cpu")}"), [.. Whole, 1]);

        Assert.NotEqual(before, Libtorch.At(folder.File("torch")).Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void One_that_is_cut_short_is_a_mistake_that_names_the_file(int length)
    {
        var file = folder.File($"torch/lib/{Libtorch.FileName("torch_cpu")}");
        File.WriteAllBytes(file, Whole[..length]);

        var mistake = Assert.Throws<DefinitionException>(() => Libtorch.At(folder.File("torch")));

        Assert.Equal($"--libtorch (NtkTorch): {file} is cut short, or no library", mistake.Message);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_library_is_whole_with_all_that_its_tables_speak_of(int missing, bool isWhole)
    {
        var library = File.ReadAllBytes(NativeLibraryOfTheSystem);
        File.WriteAllBytes(folder.File("library.so"), library[..^missing]);

        Assert.Equal(isWhole, SharedLibrary.IsWhole(folder.File("library.so")));
    }

    [Fact]
    public void A_folder_without_one_is_a_mistake_that_names_it()
    {
        var mistake = Assert.Throws<DefinitionException>(() => Libtorch.At(folder.File("elsewhere")));

        Assert.StartsWith(
            "--libtorch (NtkTorch): there is no libtorch_cpu.so in ",
            mistake.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(folder.File("elsewhere"), mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ZN2at13globalContextEv", "at::globalContext()")]
    [InlineData("THSTensor_add", "THSTensor_add")]
    public void Symbols_are_named_as_people_write_them(string symbol, string name) =>
        Assert.Equal(name, CppName.Of(symbol));
}

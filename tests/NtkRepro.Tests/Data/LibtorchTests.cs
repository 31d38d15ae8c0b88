using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data;

/// <summary>A libtorch that is not the package's, and what it calls itself.</summary>
public sealed class LibtorchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LibtorchTests()
    {
        Directory.CreateDirectory(folder.File("torch/lib"));
        File.WriteAllBytes(folder.File($"torch/lib/{Libtorch.FileName("torch_cpu")}"), [1, 2, 3]);
    }

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
    [InlineData("version.py", "nothing = 1\n", "sha256:039058c6f2c0")]
    public void Its_version_is_the_one_that_it_says_or_else_a_hash_of_it(string file, string text, string version)
    {
        File.WriteAllText(folder.File($"torch/{file}"), text);

        Assert.Equal(version, Libtorch.At(folder.File("torch/lib")).Version);
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
        File.WriteAllBytes(folder.File($"torch/lib/{Libtorch.FileName("torch_cuda")}"), []);

        Assert.True(Libtorch.At(folder.File("torch")).HasCuda);
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

namespace NtkRepro.Acceptance.Scripts;

/// <summary>A libtorch that lies elsewhere takes the place of the package's.</summary>
public sealed class LibtorchTests(ScriptsCopy copy) : IClassFixture<ScriptsCopy>
{
    // Debian's PyTorch 1.13, with which other tests compare.
    private const string Old = "/usr/lib/python3/dist-packages/torch";

    [Fact]
    public void Results_of_another_libtorch_have_keys_of_their_own_that_name_it()
    {
        copy.Shell(
            """
            mkdir -p elsewhere/lib && ln -s "$PWD"/artifacts/dotnet/shared/engine/lib[^L]*.so* elsewhere/lib/ &&
              printf '2.10.0+copy\n' >elsewhere/build-version
            """
        );

        var (code, text) = copy.RunIn(
            "below",
            "build.sh",
            "Data --preset tiny --libtorch ../elsewhere --artifacts there"
        );

        Assert.True(code == 0, text);
        var manifests = Directory.GetFiles(
            copy.At("below", "there", "store"),
            "manifest.json",
            SearchOption.AllDirectories
        );
        Assert.Matches(
            "\"engine\": \"libtorch 2\\.10\\.0\\+copy [0-9a-f]{12} portable\"",
            File.ReadAllText(Assert.Single(manifests))
        );
        // To the package's own that is not computed yet.
        var plan = copy.RunIn("below", "build.sh", "Plan --preset tiny --artifacts there").Text;
        Assert.Contains("0 up to date, 1 to run", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_lacks_what_is_needed_is_refused_by_name()
    {
        var (code, text) = copy.Run("build.sh", $"Data --preset tiny --libtorch {Old} --artifacts old");

        Assert.Equal(1, code);
        Assert.Matches(
            $"{Old}/lib: TorchSharp 0.107.0, made for libtorch 2.10.0, cannot use this libtorch 1.13.0a0 [0-9a-f]{{12}}: it lacks at::.* and "
                + "[0-9]+ more of its functions",
            text
        );
    }

    [Theory]
    [InlineData("build.sh", "--libtorch")]
    [InlineData("build.ps1", "--libtorch")]
    public void A_folder_that_is_not_there_is_a_mistake(string script, string option)
    {
        var (code, text) = copy.RunIn("below", script, $"Plan {option} nowhere");

        Assert.Equal(
            $"--libtorch: there is no folder {copy.At("below", "nowhere")}; name that of a libtorch's libraries, such as a Python "
                + "installation's torch/lib",
            text.Trim()
        );
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("build.sh", "Plan --libtorch")]
    [InlineData("build.sh", "--libtorch --preset tiny")]
    [InlineData("build.ps1", "--libtorch --preset tiny")]
    public void Without_a_value_it_is_a_mistake(string script, string arguments) =>
        Assert.Equal((2, "'--libtorch' needs a value.\n"), copy.Run(script, arguments));

    [Fact]
    public void A_folder_without_one_is_a_mistake_too()
    {
        var (code, text) = copy.Run("build.sh", "Plan --libtorch docs");

        Assert.StartsWith("--libtorch (NtkTorch): there is no libtorch_cpu.so in ", text, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }
}

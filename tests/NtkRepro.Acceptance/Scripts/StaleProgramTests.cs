using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>What computes is made of the sources as they are, whatever their times say.</summary>
public sealed class StaleProgramTests : IDisposable
{
    private const string Source = "build/Build.Where.cs";
    private readonly RepositoryCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public void A_source_that_is_put_back_with_its_old_time_is_built_again()
    {
        copy.Succeed($"cp -p {Source} before");
        var help = copy.Succeed("./build.sh --help");
        copy.Succeed($"sed -i 's/Print the folder/Show the folder/' {Source}");
        var edited = copy.Succeed("umask 022; ./build.sh --help");
        Assert.StartsWith("building ...", edited, StringComparison.Ordinal);
        Assert.DoesNotContain(help, edited, StringComparison.Ordinal);
        // Whoever may read the checkout may run what was built there.
        Assert.Equal("644\n", copy.Succeed("stat -c %a artifacts/dotnet/*/built"));

        copy.Succeed($"cp -p before {Source}");

        Assert.Equal($"building ...\n{help}", copy.Succeed("./build.sh --help"));
        Assert.Equal(help, copy.Succeed("./build.sh --help"));
    }

    [Fact]
    public void A_source_from_the_future_is_built_once()
    {
        copy.Succeed($"touch -d '+1 day' {Source}");

        Assert.DoesNotContain("building", copy.Succeed("./build.sh --version"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_made_of_the_sources_as_they_are_refuses_to_compute()
    {
        const string stage = "src/NtkRepro/Data/Sources/DataStage.cs";
        copy.Succeed($"echo 'internal static class Added;' >> {stage}");

        var (code, text) = copy.Run(
            "dotnet artifacts/dotnet/*/bin/_build/release/_build.dll Reproduce --preset smoke --only 'data[*'"
        );

        Assert.Equal(1, code);
        Assert.Contains($"not built from the sources as they are now: {stage}.", text, StringComparison.Ordinal);
        Assert.False(
            Directory.Exists(copy.At("artifacts", "store"))
                && Directory.GetDirectories(copy.At("artifacts", "store")).Length > 0
        );
    }
}

using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Bundles;

/// <summary>What `Bundle` writes runs on a machine that has nothing, on the libtorch that it finds there.</summary>
public sealed class BundleTests : IDisposable
{
    private const long Most = 60_000_000;

    private readonly RepositoryCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public void A_bundle_is_small_and_computes_the_same_bytes_where_there_is_no_dotnet_and_no_network()
    {
        copy.Succeed("./build.sh Bundle --to bundle");

        var size = new DirectoryInfo(copy.At("bundle"))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(f => f.Length);
        Assert.InRange(size, 1, Most);
        BareRoot.Create(copy, "root", "bundle");
        var text = BareRoot.Run(
            copy,
            "root",
            """
            cd "$ROOT/tmp"
            "$ROOT/bundle/build.sh" Parent --preset tiny --libtorch "$ROOT/opt/torch" --isolate --artifacts there
            "$ROOT/bundle/build.sh" Plan --preset tiny || echo "exit $?"
            "$ROOT/bundle/build.sh" Test || echo "exit $?"
            "$ROOT/bundle/build.sh" Where 'parent[fashion-mnist,cnn,s0]' --preset tiny --libtorch "$ROOT/opt/torch" --artifacts there
            """
        );

        Assert.Contains("this program has no libtorch of its own", text, StringComparison.Ordinal);
        Assert.Contains("run it in a checkout, not in a bundle.\nexit 2\n", text, StringComparison.Ordinal);
        copy.Succeed("./build.sh Parent --preset tiny --artifacts here");
        var (ours, theirs) = (Weights(copy.At("here")), Weights(copy.At("root", "tmp", "there")));
        Assert.Equal(File.ReadAllBytes(ours), File.ReadAllBytes(theirs));
        var manifest = File.ReadAllText(Path.Combine(Path.GetDirectoryName(theirs)!, "manifest.json"));
        Assert.Contains("\"engine\": \"libtorch 2.10.0+here ", manifest, StringComparison.Ordinal);
        Assert.Contains("\"portable\": \"yes\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_anything_in_it_is_refused_and_left_as_it_is()
    {
        var (code, text) = copy.Run("mkdir full && touch full/mine && ./build.sh Bundle --to full");

        Assert.Equal(2, code);
        Assert.Contains("full is not empty", text, StringComparison.Ordinal);
        Assert.Equal([copy.At("full", "mine")], Directory.GetFiles(copy.At("full")));
    }

    // The last weights of the parent of cnn.
    private static string Weights(string artifacts) =>
        Directory
            .GetFiles(Path.Combine(artifacts, "store"), "final.safetensors", SearchOption.AllDirectories)
            .Single(file =>
                File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "manifest.json"))
                    .Contains("parent[fashion-mnist,cnn,s0]", StringComparison.Ordinal)
            );
}

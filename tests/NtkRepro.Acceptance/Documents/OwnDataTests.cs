using NtkRepro.Data;

namespace NtkRepro.Acceptance.Documents;

/// <summary>docs/own-data.md from its pictures to a trained network, and what is refused on the way.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly RepositoryCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public void Pictures_in_folders_become_a_dataset_and_a_preset_that_runs()
    {
        var page = new DocumentBlocks(Path.Combine(Repository.Root, "docs", "own-data.md"));
        File.WriteAllText(copy.At("draw.py"), Here(Assert.Single(page.Of("python"))));
        copy.Succeed("python3 draw.py");
        var before = File.ReadAllText(copy.At("pipeline.yaml"));

        var added = copy.Succeed(Here(page.Commands[0]));

        Assert.Contains(
            "examples    200: 160 to train on and 40 to test, a split by seed\n",
            added,
            StringComparison.Ordinal
        );
        Assert.Contains("classes     4: cross 50, disc 50, frame 50, ring 50\n", added, StringComparison.Ordinal);
        Assert.Contains("size        28 × 28 pixels (height × width), grey\n", added, StringComparison.Ordinal);
        Assert.Contains("duplicates  none\n", added, StringComparison.Ordinal);
        Assert.EndsWith("Now: ./build.sh Reproduce --preset pets\n", added, StringComparison.Ordinal);
        // Lines were added, and none changed.
        var after = File.ReadAllLines(copy.At("pipeline.yaml")).ToList();
        Assert.All(before.TrimEnd('\n').Split('\n'), line => Assert.True(after.Remove(line), line));
        Assert.InRange(after.Count, 10, 25);

        Assert.Equal("./build.sh Reproduce --preset pets", page.Commands[1]);
        copy.Succeed("./build.sh Parent --preset pets");
        var log = Directory.GetFiles(copy.At("artifacts", "store"), "performance.parquet", SearchOption.AllDirectories);
        var performance = Table.Read<NtkRepro.Training.PerformanceRow>(Assert.Single(log));
        // Guessing one of four shapes is wrong three times out of four.
        Assert.InRange(performance[^1].TestError, 0, 0.5);

        // A picture is another: its hash is pinned, and the whole is refused before anything runs on it.
        File.Copy(copy.At("pets", "ring", "0.png"), copy.At("pets", "disc", "0.png"), overwrite: true);
        var (code, text) = copy.Run("./build.sh Data --preset pets");
        Assert.Equal(2, code);
        Assert.Contains("pets has the SHA-256", text, StringComparison.Ordinal);
        Assert.Contains("leave sha256 out to take what is there", text, StringComparison.Ordinal);
        // Without a pin it is data like others, and so is what follows.
        var definition = File.ReadAllLines(copy.At("pipeline.yaml"));
        File.WriteAllLines(
            copy.At("pipeline.yaml"),
            definition.Where(
                (line, i) =>
                    !(
                        definition[Math.Max(0, i - 1)].Contains("name: \"pets\"")
                        || definition[Math.Max(0, i - 2)].Contains("name: \"pets\"")
                    )
            )
        );
        copy.Succeed("./build.sh Data --preset pets");
        Assert.Contains("parent: to run", copy.Succeed("./build.sh Plan --preset pets"), StringComparison.Ordinal);

        (code, text) = copy.Run(Here(page.Commands[0]));
        Assert.Equal(2, code);
        Assert.Contains("there is a preset 'pets' already", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_said_and_the_definition_stays_as_it_is()
    {
        var before = File.ReadAllText(copy.At("pipeline.yaml"));

        Refused("mnist nowhere", 2, "there is no file or folder");
        Refused("mnist", 2, "Target 'AddDataset' requires the parameter '--dataset-path'");
        Refused("mnist README.md", 2, "there is a dataset 'mnist' already");
        Refused("my.pets README.md", 2, "'my.pets' cannot be a dataset's name");
        Refused("null README.md", 2, "'null' cannot be a dataset's name: to YAML it is no text");
        File.WriteAllText(copy.At("table.csv"), "a,b,c\n1,2,0\n3,4,0\n5,6,1\n7,8,1\n");
        Refused("table table.csv", 1, "(here: --fields labels=NAME images=NAME)");
        Refused("table table.csv --fields labels", 2, "--fields 'labels': labels=NAME is right");
        Refused("pets README.md", 1, "README.md: it is nothing that is read; that is pictures in a folder");
        Refused("pets docs", 1, "docs: nothing that is read lies there");

        void Refused(string arguments, int code, string message)
        {
            var (actual, text) = copy.Run($"./build.sh AddDataset {arguments}");
            Assert.Equal((code, true), (actual, text.Contains(message, StringComparison.Ordinal)));
            Assert.Equal(before, File.ReadAllText(copy.At("pipeline.yaml")));
        }
    }

    private string Here(string text) => text.Replace("/tmp/pets", copy.At("pets"), StringComparison.Ordinal);
}

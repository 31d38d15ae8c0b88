using System.Text.Json;

namespace NtkRepro.Acceptance.Documents;

/// <summary>What the recipes of docs/extending.md add reruns nothing that does not use it.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class NewKindsTests(SmokeRun smoke)
{
    private const string Plan = "./build.sh Plan --preset smoke --json plan.json --set";
    private const string Models = "run.models.fashion-mnist='[cnn,resnet,vgg]'";

    private static readonly DocumentBlocks Page = new(Path.Combine(Repository.Root, "docs", "extending.md"));

    [Fact]
    public void A_new_network_dataset_or_measure_reruns_nothing_that_does_not_use_it()
    {
        using var copy = new RepositoryCopy();
        VerifiedCopy.CopyFolders(smoke.Artifacts, copy.At("artifacts"), "store");
        copy.Succeed($"{Plan} training.epochs=4");
        Assert.Empty(Running(copy));

        Apply(copy, 0);
        // One file, and its entry.
        Assert.Equal(["pipeline.yaml", "src/NtkRepro/Networks/Vgg.cs"], Changed(copy));
        Apply(copy, 1);
        Apply(copy, 2);
        // What they hold is part of the key, so they must be there; what that is, nobody reads here.
        copy.Succeed(
            "mkdir -p artifacts/downloads/my-images && touch artifacts/downloads/my-images/{train,test}.libsvm"
        );
        copy.Succeed($"{Plan} {Models} run.datasets='[fashion-mnist,my-images]'");
        var running = Running(copy);
        Assert.Contains("parent[fashion-mnist,vgg,s0]", running);
        var others = running
            .Where(name => !name.Contains(",vgg", StringComparison.Ordinal))
            .Where(name => !name.Contains("[my-images", StringComparison.Ordinal));
        // What the new measure writes, and what reads that.
        Assert.Equal(
            ["drift", "figures", "metrics", "summary"],
            others.Select(name => name.Split('[')[0]).Distinct().Order(StringComparer.Ordinal)
        );
    }

    private static void Apply(RepositoryCopy copy, int recipe)
    {
        File.WriteAllText(copy.At("change.diff"), Page.Of("diff")[recipe]);
        // Somebody may have taken it into the project itself.
        copy.Succeed("git apply --reverse --check change.diff 2>/dev/null || git apply change.diff");
    }

    private static List<string> Changed(RepositoryCopy copy) =>
        [
            .. File.ReadLines(copy.At("change.diff"))
                .Where(line => line.StartsWith("+++ b/", StringComparison.Ordinal))
                .Select(line => line["+++ b/".Length..])
                .Order(StringComparer.Ordinal),
        ];

    // Instances that are not up to date.
    private static List<string> Running(RepositoryCopy copy)
    {
        using var plan = JsonDocument.Parse(File.ReadAllText(copy.At("plan.json")));
        return
        [
            .. plan
                .RootElement.GetProperty("instances")
                .EnumerateArray()
                .Where(i => i.GetProperty("state").GetString() != "up-to-date")
                .Select(i => i.GetProperty("instance").GetString()!),
        ];
    }
}

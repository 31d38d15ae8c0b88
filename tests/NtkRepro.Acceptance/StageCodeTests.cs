using System.Reflection;
using System.Text.RegularExpressions;
using NtkRepro.Data.Sources;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;

namespace NtkRepro.Acceptance;

/// <summary>A result whose code is only partly in its key would be taken for up to date after a change of the rest.</summary>
public sealed partial class StageCodeTests(StageCodeTests.Plans plans) : IClassFixture<StageCodeTests.Plans>
{
    private const string Science = "src/NtkRepro/";

    private static readonly Assembly[] Assemblies = [typeof(Reproduction).Assembly, typeof(Network).Assembly];

    /// <summary>What presets would run, on an empty store.</summary>
    public sealed class Plans : IDisposable
    {
        private readonly string artifacts = Directory.CreateTempSubdirectory("ntk-repro-code-").FullName;

        public Plans()
        {
            var engine = Reproduction.Load(Repository.Definition, artifacts);
            Instances =
            [
                .. new[] { "default", "letters", "paper" }
                    .Select(preset => new PlanRequest { Preset = preset })
                    // The kinds that no preset has.
                    .Append(
                        new PlanRequest
                        {
                            Sets =
                            [
                                "run={ datasets: [spam-assassin, mnist], models: { mnist: [lenet] } }",
                                "spawn.times={ lenet: [0], mlp: [0] }",
                                "linearized.times={ lenet: [], mlp: [] }",
                                "linearized.onset={ lenet: [], mlp: [] }",
                            ],
                        }
                    )
                    .SelectMany(request =>
                        engine
                            .Plan(request)
                            .Instances.DistinctBy(i =>
                                (i.Stage, i.Axes.GetValueOrDefault("model"), i.Axes.GetValueOrDefault("dataset"))
                            )
                    ),
            ];
        }

        /// <summary>One of each stage, network and dataset.</summary>
        public IReadOnlyList<PlannedInstance> Instances { get; }

        public void Dispose() => Directory.Delete(artifacts, recursive: true);
    }

    public static TheoryData<string> Stages => [.. Reproduction.Stages.Select(s => s.Name)];

    // The parameters' schema is no code of a stage: what of it a stage uses, the values, is in its key.
    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_every_file_that_its_run_can_get_into(string name)
    {
        var stage = Reproduction.Stages.Single(s => s.Name == name);

        var reached = Reached(stage.GetType().GetMethod(nameof(IStage.Run))!);

        Assert.Contains(reached, f => f.EndsWith($"/{stage.GetType().Name}.cs", StringComparison.Ordinal));
        Assert.All(Of(name), i => Assert.Empty(reached.Except(i.Code.Keys, StringComparer.Ordinal)));
    }

    // Networks and readers of datasets are found by their attributes: no call leads to them.
    [Fact]
    public void An_instance_declares_every_file_of_its_network_and_of_no_other()
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var building = $"{Science}Networks/Building/NetworkFactory.cs";
        foreach (
            var instance in plans.Instances.Where(i => i.Axes.ContainsKey("model") && i.Code.ContainsKey(building))
        )
        {
            var kind = Assert.Single(NetworkFactory.Kinds, kind => instance.Code.ContainsKey(FileOf(kind)));
            kinds.Add(kind);
            Assert.Empty(
                Reached(NetworkFactory.TypeOf(kind).GetConstructors().Single())
                    .Except(instance.Code.Keys, StringComparer.Ordinal)
            );
        }
        Assert.Equal(NetworkFactory.Kinds, kinds);

        static string FileOf(string kind) => $"{Science}Networks/{NetworkFactory.TypeOf(kind).Name}.cs";
    }

    [Fact]
    public void An_instance_declares_every_file_of_its_kind_of_dataset_and_of_no_other()
    {
        foreach (var instance in Of("data"))
        {
            var folder = Assert.Single(
                instance
                    .Code.Keys.Where(f => f.StartsWith($"{Science}Data/Kinds/", StringComparison.Ordinal))
                    .Select(f => f.Split('/')[^2])
                    .Distinct(StringComparer.Ordinal)
            );
            var kind = DatasetReaders.Kinds.Single(k => string.Equals(k, folder, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(Reached(ReaderOf(kind)).Except(instance.Code.Keys, StringComparer.Ordinal));
        }
        // Of other kinds the files would be those of the same patterns.
        var common = Of("data")
            .First()
            .Code.Keys.Where(f => !f.Contains("/Data/Kinds/", StringComparison.Ordinal))
            .ToList();
        foreach (var kind in DatasetReaders.Kinds)
        {
            var own = Reached(ReaderOf(kind)).Except(common, StringComparer.Ordinal);
            Assert.All(
                own,
                f => Assert.StartsWith($"{Science}Data/Kinds/{kind}/", f, StringComparison.OrdinalIgnoreCase)
            );
        }

        static ConstructorInfo ReaderOf(string kind) =>
            DatasetReaders.TypeOf(kind).GetConstructor([typeof(DatasetParameters)])!;
    }

    // What the run cannot get into by a call it can still read: constants, names of outcomes and the like.
    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_declares_code_of_every_folder_that_its_own_file_uses(string name)
    {
        var files = Of(name).First().Code.Keys.Where(f => f.StartsWith(Science, StringComparison.Ordinal)).ToList();
        var own = files.Single(f => f.EndsWith($"/{FileOf(name)}", StringComparison.Ordinal));

        var used = UsedFolder()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, own)))
            .Select(m => m.Groups["folder"].Value.Replace('.', '/'))
            .Where(folder => folder is not ("Pipeline" or "Tangents"));

        Assert.All(
            used,
            folder => Assert.Contains(files, f => f.StartsWith($"{Science}{folder}/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_change_of_what_reads_datasets_reruns_the_data_alone()
    {
        var stages = plans.Instances.Where(i =>
            i.Code.Keys.Any(f =>
                f.StartsWith($"{Science}Data/Sources/", StringComparison.Ordinal)
                || f.StartsWith($"{Science}Data/Kinds/", StringComparison.Ordinal)
            )
        );
        Assert.Equal(["data"], stages.Select(i => i.Stage).Distinct());
    }

    // A measure is a folder of its own below Metrics: a new one reruns nothing that does not read its tables.
    [Fact]
    public void What_a_measure_is_made_of_is_code_of_its_own_stage_alone()
    {
        foreach (var instance in plans.Instances)
        {
            var measures = instance
                .Code.Keys.Where(f => f.StartsWith($"{Science}Metrics/", StringComparison.Ordinal))
                .Where(f => f.Split('/').Length == 5 && !f.EndsWith("Tables.cs", StringComparison.Ordinal))
                .Select(f => f.Split('/')[^2]);
            Assert.All(measures, m => Assert.Equal(instance.Stage, m, StringComparer.OrdinalIgnoreCase));
        }
    }

    private IEnumerable<PlannedInstance> Of(string stage) => plans.Instances.Where(i => i.Stage == stage);

    private static string FileOf(string name) => $"{Reproduction.Stages.Single(s => s.Name == name).GetType().Name}.cs";

    // Paths below the repository, without what the compiler generates and the parameters' records.
    private static List<string> Reached(MethodBase run) =>
        [
            .. ReachableFiles
                .From(run, Assemblies)
                .Where(f => f.StartsWith("/_/src/", StringComparison.Ordinal))
                .Select(f => f["/_/".Length..])
                .Where(f => f.Split('/').Length > 3 || !f.StartsWith(Science, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex(
        @"^using NtkRepro\.(?<folder>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex UsedFolder();
}

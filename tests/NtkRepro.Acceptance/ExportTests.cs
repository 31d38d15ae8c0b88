using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NtkRepro.Acceptance.Tables;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Reporting.Export;

namespace NtkRepro.Acceptance;

/// <summary>
/// The export of the smoke run, held to what RO-Crate 1.1, Workflow RO-Crate 1.0, Process Run Crate 0.5 and Workflow Run Crate 0.5 say must be.
/// </summary>
[Collection(SmokeRunTests.Name)]
public sealed class ExportTests : IDisposable
{
    private readonly SmokeRun smoke;
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-export-").FullName;
    private readonly string target;
    private readonly Dictionary<string, JsonObject> entities = new(StringComparer.Ordinal);
    private readonly JsonNode document;

    public ExportTests(SmokeRun smoke)
    {
        this.smoke = smoke;
        target = Path.Combine(folder, "crate");
        Assert.Equal(ExitCodes.Success, Export(target));
        document = JsonNode.Parse(File.ReadAllText(Path.Combine(target, "ro-crate-metadata.json")))!;
        foreach (var entity in document["@graph"]!.AsArray())
            Assert.True(entities.TryAdd((string)entity!["@id"]!, entity.AsObject()), $"{entity["@id"]} twice");
    }

    private JsonObject Root => entities["./"];

    private JsonObject Action => Assert.Single(entities.Values, e => Types(e).Contains("CreateAction"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_document_is_a_flat_graph_in_the_contexts_of_RO_Crate_and_of_runs()
    {
        Assert.Equal(
            ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"],
            document["@context"]!.AsArray().Select(c => (string)c!)
        );
        Assert.All(entities.Values, e => Assert.NotEmpty(Types(e)));
        // An object inside an entity is a reference and nothing else.
        Assert.All(
            entities.Values.SelectMany(e => e).SelectMany(p => Objects(p.Value)),
            o => Assert.Equal(["@id"], o.Select(p => p.Key))
        );
    }

    [Fact]
    public void The_state_of_the_repository_is_that_of_the_results()
    {
        var revisions = smoke
            .First.Instances.Select(i => Provenance.Of(i)!.Revision!)
            .Distinct()
            .Select(r => r.ToString())
            .Order(StringComparer.Ordinal);

        var text = string.Join(", ", revisions);
        Assert.Equal(text, (string?)entities["pipeline.yaml"]["version"]);
        Assert.Contains(
            $"; commit {text}.",
            File.ReadAllText(Path.Combine(target, "README.md")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_reference_is_to_an_entity() =>
        Assert.All(
            entities.Values.SelectMany(e => e).SelectMany(p => Objects(p.Value)),
            o => Assert.Contains((string)o["@id"]!, entities.Keys)
        );

    [Fact]
    public void Every_entity_is_reached_from_the_root()
    {
        var reached = new HashSet<string>(["ro-crate-metadata.json"], StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var id))
        {
            foreach (var next in entities[id].SelectMany(p => Objects(p.Value)).Select(o => (string)o["@id"]!))
            {
                if (reached.Add(next))
                    open.Enqueue(next);
            }
        }
        Assert.Empty(entities.Keys.Except(reached, StringComparer.Ordinal));
    }

    [Fact]
    public void The_descriptor_says_what_it_describes_and_by_which_specification()
    {
        var descriptor = entities["ro-crate-metadata.json"];
        Assert.Equal(["CreativeWork"], Types(descriptor));
        Assert.Equal(["./"], References(descriptor, "about"));
        Assert.Equal(
            ["https://w3id.org/ro/crate/1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"],
            References(descriptor, "conformsTo")
        );
    }

    [Fact]
    public void The_root_has_what_a_publication_needs()
    {
        Assert.Equal(["Dataset"], Types(Root));
        Assert.NotEqual("", (string)Root["name"]!);
        Assert.Contains("cnn on fashion-mnist", (string)Root["description"]!, StringComparison.Ordinal);
        Assert.Equal("https://spdx.org/licenses/MIT", Assert.Single(References(Root, "license")));
        Assert.Equal("MIT License", (string)entities["https://spdx.org/licenses/MIT"]["name"]!);
        Assert.Equal(Time(Action, "endTime"), Time(Root, "datePublished"));
        Assert.Equal("Person", Assert.Single(Types(entities[Assert.Single(References(Root, "author"))])));
    }

    [Fact]
    public void The_root_names_the_profiles_of_runs_and_each_is_described()
    {
        string[] profiles =
        [
            "https://w3id.org/ro/wfrun/process/0.5",
            "https://w3id.org/ro/wfrun/workflow/0.5",
            "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
        ];
        Assert.Equal(profiles, References(Root, "conformsTo"));
        Assert.All(profiles, p => Assert.Equal(["CreativeWork"], Types(entities[p])));
        Assert.All(profiles, p => Assert.NotNull(entities[p]["version"]));
    }

    [Fact]
    public void Every_part_is_a_file_of_its_size_and_hash_and_every_file_is_a_part()
    {
        var parts = References(Root, "hasPart");
        foreach (var id in parts)
        {
            Assert.Contains("File", Types(entities[id]));
            Assert.NotNull(entities[id]["encodingFormat"]);
            var bytes = File.ReadAllBytes(Path.Combine(target, Uri.UnescapeDataString(id)));
            Assert.Equal(bytes.Length.ToString(CultureInfo.InvariantCulture), (string)entities[id]["contentSize"]!);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)entities[id]["sha256"]!);
        }
        Assert.Equal(
            entities.Where(e => Types(e.Value).Contains("File")).Select(e => e.Key).Order(StringComparer.Ordinal),
            parts.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Files(target).Where(f => f != "ro-crate-metadata.json"),
            parts.Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_figures_and_tables_are_those_that_the_run_shows()
    {
        var latest = Path.Combine(smoke.Artifacts, "latest");
        string[] shown = [.. Files(latest).Where(f => f.Contains('/', StringComparison.Ordinal))];

        Assert.All(
            ["svg", "pdf", "png"],
            extension => Assert.Contains($"figures/fashion-mnist-cnn/overview.{extension}", shown)
        );
        Assert.Equal("application/pdf", (string)entities["figures/fashion-mnist-cnn/overview.pdf"]["encodingFormat"]!);
        Assert.Equal("image/png", (string)entities["figures/fashion-mnist-cnn/overview.png"]["encodingFormat"]!);
        Assert.Contains("metrics/fashion-mnist-resnet/claims.parquet", shown);
        Assert.Subset(Files(target).ToHashSet(StringComparer.Ordinal), shown.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(shown.Order(StringComparer.Ordinal), Results().Where(r => r != "report.html"));
    }

    [Fact]
    public void Every_table_of_the_networks_is_a_CSV_file_of_all_of_them_with_network_and_settings()
    {
        var tables = smoke.Published(".parquet").ToLookup(Path.GetFileNameWithoutExtension);
        var files = Directory.GetFiles(Path.Combine(target, "csv")).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(
            tables.Select(t => t.Key).Append("headlines").Order(StringComparer.Ordinal),
            files.Order(StringComparer.Ordinal)
        );

        var runs = string.Join(", ", tables["runs"].Select(path => $"'{path}'"));
        var parquet = DuckDb.Query($"select count(*), min(test_error), max(test_error) from read_parquet([{runs}])");
        var csv = DuckDb.Query(
            $"select count(*), min(test_error), max(test_error) from read_csv('{target}/csv/runs.csv') where preset = 'smoke' and dataset = 'fashion-mnist'"
        );
        Assert.Equal(parquet.Rows, csv.Rows);
        var lines = File.ReadAllText(Path.Combine(target, "latex", "claims.tex")).Split('\n');
        Assert.Equal(2, lines.Count(l => l.Contains(" on fashion-mnist", StringComparison.Ordinal)));
        Assert.All(
            Claims.Ids,
            id => Assert.Equal(2, lines.Count(l => l.StartsWith($"{id} & ", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void The_definition_is_the_workflow()
    {
        var id = Assert.Single(References(Root, "mainEntity"));
        Assert.Equal("pipeline.yaml", id);
        Assert.Equal(["File", "SoftwareSourceCode", "ComputationalWorkflow"], Types(entities[id]));
        Assert.Equal("ntk-repro", (string)entities[id]["name"]!);
        Assert.Equal(File.ReadAllBytes(Repository.Definition), File.ReadAllBytes(Path.Combine(target, id)));
        var language = entities[Assert.Single(References(entities[id], "programmingLanguage"))];
        Assert.Contains("ComputerLanguage", Types(language));
        Assert.All(new[] { "name", "url", "version" }, p => Assert.NotNull(language[p]));
    }

    [Fact]
    public void The_run_is_an_action_of_the_workflow_with_its_times()
    {
        Assert.Equal(["pipeline.yaml"], References(Action, "instrument"));
        Assert.Contains((string)Action["@id"]!, References(Root, "mentions"));
        Assert.Equal("./build.sh Reproduce --preset smoke", (string)Action["description"]!);
        Assert.True(Time(Action, "startTime") < Time(Action, "endTime"));
        Assert.Equal(["Person"], Types(entities[Assert.Single(References(Action, "agent"))]));
        Assert.NotEmpty(Results());
    }

    [Fact]
    public void Every_parameter_that_the_run_read_is_described_with_its_value()
    {
        var inputs = References(entities["pipeline.yaml"], "input");
        var objects = References(Action, "object").Where(o => Types(entities[o]).Contains("PropertyValue")).ToList();

        Assert.Equal(inputs, objects.Select(o => Assert.Single(References(entities[o], "exampleOfWork"))));
        Assert.All(inputs, i => Assert.Equal(["FormalParameter"], Types(entities[i])));
        Assert.All(inputs, i => Assert.NotEqual("", (string)entities[i]["additionalType"]!));
        Assert.Equal(4, (int)entities["#value-training.epochs"]["value"]!);
        Assert.Equal("epochs", (string)entities["#value-training.epochs"]["unitText"]!);
        Assert.Equal("Integer", (string)entities["#parameter-training.epochs"]["additionalType"]!);
        Assert.Equal(
            smoke.Parameters.Linearized.Controls["cnn"],
            entities["#value-linearized.controls.cnn"]["value"]!.AsArray().Select(c => (string)c!)
        );
        // Of a dataset that the preset does not use nothing is said.
        Assert.DoesNotContain("#value-datasets.mnist.train", entities.Keys);
        Assert.Contains("#value-datasets.fashion-mnist.train", entities.Keys);
    }

    [Fact]
    public void The_datasets_are_named_with_the_hashes_of_their_files()
    {
        var pinned = smoke.Parameters.Datasets[SmokeRun.Dataset].Files.Values;
        var collection = entities[$"#dataset-{SmokeRun.Dataset}"];

        Assert.Equal(["Collection"], Types(collection));
        var files = References(collection, "hasPart");
        Assert.Equal(pinned.Select(f => f.Sha256).Order(), files.Select(f => (string)entities[f]["sha256"]!).Order());
        Assert.Subset(
            References(Action, "object").ToHashSet(StringComparer.Ordinal),
            files.ToHashSet(StringComparer.Ordinal)
        );
        Assert.Contains($"#dataset-{SmokeRun.Dataset}", References(Root, "mentions"));
    }

    [Fact]
    public void The_engine_is_named_with_its_version()
    {
        var software = References(entities["pipeline.yaml"], "softwareRequirements").Select(s => entities[s]).ToList();
        Assert.Equal("NtkRepro", (string)software[0]["name"]!);
        Assert.All(software, s => Assert.Equal(["SoftwareApplication"], Types(s)));
        Assert.Matches(@"^\d+\.\d+", (string)software[1]["softwareVersion"]!);
    }

    [Fact]
    public void The_instances_and_the_readme_tell_a_finder_what_this_is()
    {
        using var instances = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(target, "instances.json")));
        Assert.Equal(
            smoke.First.Instances.Count,
            instances.RootElement.GetProperty("totals").GetProperty("up_to_date").GetInt32()
        );
        var readme = File.ReadAllText(Path.Combine(target, "README.md"));
        Assert.Contains("./build.sh Reproduce --preset smoke\n", readme, StringComparison.Ordinal);
        Assert.All(
            Directory.GetDirectories(target).Select(Path.GetFileName),
            d => Assert.Contains($"`{d}/`", readme, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Anybody_can_check_every_file_with_sha256sum()
    {
        var sums = File.ReadAllLines(Path.Combine(target, "SHA256SUMS"));
        Assert.Equal(
            Files(target).Except(["SHA256SUMS", "ro-crate-metadata.json"]).Order(StringComparer.Ordinal),
            sums.Select(line => line[(64 + "  ".Length)..])
        );
        Assert.Equal(0, Check());

        File.AppendAllText(Path.Combine(target, "LICENSE"), "changed");

        Assert.Equal(1, Check());

        int Check()
        {
            using var check = Process.Start(
                new ProcessStartInfo("sha256sum", ["--check", "--status", "SHA256SUMS"]) { WorkingDirectory = target }
            )!;
            check.WaitForExit();
            return check.ExitCode;
        }
    }

    [Fact]
    public void The_author_is_who_is_named()
    {
        Export(target, "Ada Lovelace <https://orcid.org/0000-0000-0000-0001>");

        var text = File.ReadAllText(Path.Combine(target, "ro-crate-metadata.json"));
        Assert.Contains("\"@id\": \"https://orcid.org/0000-0000-0000-0001\"", text, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"Ada Lovelace\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_replaces_an_earlier_one_with_the_same_bytes()
    {
        var before = Files(target).ToDictionary(f => f, f => Hash(Path.Combine(target, f)), StringComparer.Ordinal);

        Assert.Equal(ExitCodes.Success, Export(target));

        Assert.Equal(
            before,
            Files(target).ToDictionary(f => f, f => Hash(Path.Combine(target, f)), StringComparer.Ordinal)
        );
        Assert.Equal([target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_folder_with_other_files_is_left_as_it_is()
    {
        var other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "thesis.tex"), "years of work");

        Assert.Equal(ExitCodes.Usage, Export(other));
        Assert.Equal(["thesis.tex"], Files(other));
    }

    [Fact]
    public void An_earlier_export_with_a_file_of_somebody_else_is_left_as_it_is()
    {
        File.WriteAllText(Path.Combine(target, "figures", "mine.svg"), "<svg/>");

        Assert.Equal(ExitCodes.Usage, Export(target));
        Assert.True(File.Exists(Path.Combine(target, "figures", "mine.svg")));
    }

    [Fact]
    public void An_earlier_export_with_a_changed_file_or_a_new_folder_is_left_as_it_is()
    {
        var readme = Path.Combine(target, "README.md");
        var text = File.ReadAllText(readme);
        File.AppendAllText(readme, "My remark.");
        Assert.Equal(ExitCodes.Usage, Export(target));
        Assert.EndsWith("My remark.", File.ReadAllText(readme), StringComparison.Ordinal);

        File.WriteAllText(readme, text);
        var own = Directory.CreateDirectory(Path.Combine(target, "mine")).FullName;
        Assert.Equal(ExitCodes.Usage, Export(target));
        Assert.True(Directory.Exists(own));
    }

    [Fact]
    public void A_file_of_a_person_among_the_shown_ones_is_not_exported()
    {
        var own = Path.Combine(smoke.Artifacts, "latest", "figures", "mine.svg");
        File.WriteAllText(own, "<svg/>");

        Assert.Equal(ExitCodes.Success, Export(Path.Combine(folder, "again")));

        Assert.Equal(Files(target), Files(Path.Combine(folder, "again")));
        Assert.True(File.Exists(own));
        File.Delete(own);
    }

    [Fact]
    public void A_link_to_a_folder_stays_a_link()
    {
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, target);

        Assert.Equal(ExitCodes.Success, Export(link));

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(new[] { link, target }.Order(), Directory.GetFileSystemEntries(folder).Order());
    }

    [Fact]
    public void A_file_is_no_folder_to_export_to()
    {
        var file = Path.Combine(folder, "crate.zip");
        File.WriteAllText(file, "");

        Assert.Equal(ExitCodes.Usage, Export(file));
    }

    [Fact]
    public void A_run_that_is_not_finished_is_not_exported()
    {
        var other = Path.Combine(folder, "unfinished");

        Assert.Equal(ExitCodes.Failure, Export(other, sets: "training.epochs=5"));
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public void A_figure_that_was_changed_under_its_readable_name_is_exported_as_it_was_stored()
    {
        const string Name = "figures/fashion-mnist-cnn/kernel.svg";
        var figure = Path.Combine(smoke.Artifacts, "latest", Name);
        File.Delete(figure);
        File.WriteAllText(figure, "<svg/>");

        Assert.Equal(ExitCodes.Success, Export(Path.Combine(folder, "again")));

        Assert.Equal(Hash(Path.Combine(target, Name)), Hash(Path.Combine(folder, "again", Name)));
        Assert.Equal("<svg/>", File.ReadAllText(figure));
        File.Delete(figure);
        Assert.Equal(ExitCodes.Success, Export(Path.Combine(folder, "again")));
        Assert.NotNull(new FileInfo(figure).LinkTarget);
    }

    private int Export(string to, string? author = null, params string[] sets) =>
        ExportCommand.Run(
            new ExportRequest(
                new PipelineRequest
                {
                    Definition = Repository.Definition,
                    Artifacts = smoke.Artifacts,
                    Preset = "smoke",
                    Sets = sets,
                    Level = OutputLevel.Quiet,
                },
                to,
                author
            )
        );

    private IEnumerable<string> Results() =>
        References(Action, "result").Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);

    private static List<string> Files(string at) =>
        [
            .. Directory
                .EnumerateFiles(at, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(at, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static DateTimeOffset Time(JsonObject entity, string property) =>
        DateTimeOffset.ParseExact(
            (string)entity[property]!,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );

    private static List<string> Types(JsonObject entity) =>
        entity["@type"] is JsonArray several ? [.. several.Select(t => (string)t!)] : [(string)entity["@type"]!];

    private static List<string> References(JsonObject entity, string property) =>
        [.. Objects(entity[property]).Select(o => (string)o["@id"]!)];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject reference => [reference],
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };
}

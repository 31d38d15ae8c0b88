using System.Globalization;
using System.Text.Json.Nodes;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Export;

/// <summary>
/// Describes a run as a Workflow Run RO-Crate 0.5 (https://w3id.org/ro/wfrun/workflow/0.5) on RO-Crate 1.1: the definition is the workflow, the run
/// a CreateAction that used parameters and datasets and made figures and tables.
/// </summary>
internal sealed class RunCrate
{
    /// <summary>The id of this software in a crate, by which an earlier export is known.</summary>
    public const string Software = "#ntk-repro";

    private const string Root = "./";
    private const string Workflow = "pipeline.yaml";
    private const string Paper = "https://arxiv.org/abs/2010.15110";
    private const string License = "https://spdx.org/licenses/MIT";
    private const string Language = "https://yaml.org/spec/1.2.2/";
    private const string Parquet = "https://parquet.apache.org/docs/file-format/";
    private const string Crate = "https://w3id.org/ro/crate/1.1";
    private const string WorkflowProfile = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";

    // Each with its name and version.
    private static readonly (string Id, string Name, string Version)[] Profiles =
    [
        ("https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"),
        ("https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"),
        (WorkflowProfile, "Workflow RO-Crate", "1.0"),
    ];

    private readonly CrateGraph graph = new();
    private readonly ExportedRun run;
    private readonly string action;

    private RunCrate(ExportedRun run) => (this.run, action) = (run, $"#run-{run.Id}");

    /// <summary>The text of <c>ro-crate-metadata.json</c>.</summary>
    public static string Describe(ExportedRun run)
    {
        var crate = new RunCrate(run);
        crate.AddRoot();
        var values = CrateParameters.Add(crate.graph, run.Plan);
        var datasets = CrateDatasets.Add(crate.graph, run.Parameters);
        crate.AddSoftware();
        crate.AddWorkflow(values);
        crate.AddFiles();
        crate.AddAction([.. values.Select(v => v.Value), .. datasets.Files]);
        crate.AddContext();
        crate.graph.Find(Root)["mentions"] = CrateGraph.To([crate.action, .. datasets.Collections]);
        return crate.graph.Render();
    }

    private JsonObject Add(string id, params string[] types) => graph.Add(id, types);

    private void AddRoot()
    {
        var descriptor = Add(ExportFolder.Metadata, "CreativeWork");
        descriptor["conformsTo"] = CrateGraph.To([Crate, WorkflowProfile]);
        descriptor["about"] = CrateGraph.To(Root);
        var networks = run.Parameters.Run.Datasets.SelectMany(d =>
            run.Parameters.Run.Models[d].Select(m => NetworkTitle.Of(m, d))
        );
        var root = Add(Root, "Dataset");
        root["name"] = $"Deep learning versus kernel learning, reproduced: {run.Title}";
        root["description"] =
            "Figures, tables and verdicts of a reproduction of Fort et al., Deep learning versus kernel learning (NeurIPS 2020), "
            + $"for {string.Join(", ", networks)}. Made by: {run.Title.Command}";
        root["datePublished"] = Time(run.Ended);
        root["license"] = CrateGraph.To(License);
        root["author"] = CrateGraph.To(run.Author.Id);
        root["citation"] = CrateGraph.To(Paper);
        root["conformsTo"] = CrateGraph.To(Profiles.Select(p => p.Id));
        root["mainEntity"] = CrateGraph.To(Workflow);
        root["hasPart"] = CrateGraph.To(run.Files.Select(f => f.Id));
    }

    private void AddWorkflow(IReadOnlyList<(string Parameter, string Value)> values)
    {
        var workflow = Add(Workflow, "File", "SoftwareSourceCode", "ComputationalWorkflow");
        workflow["name"] = run.Plan.Definition.Name;
        workflow["description"] =
            "Data, networks, their linearizations and kernels, tables and figures, as a graph of stages";
        workflow["programmingLanguage"] = CrateGraph.To(Language);
        workflow["author"] = CrateGraph.To(run.Author.Id);
        workflow["creator"] = CrateGraph.To(run.Author.Id);
        workflow["license"] = CrateGraph.To(License);
        workflow["citation"] = CrateGraph.To(Paper);
        workflow["input"] = CrateGraph.To(values.Select(v => v.Parameter));
        workflow["output"] = CrateGraph.To(run.Stages.Select(Output));
        workflow["softwareRequirements"] = CrateGraph.To([Software, .. run.Engines.Select(EngineId)]);
        if (run.Revisions.Count > 0)
            workflow["version"] = string.Join(", ", run.Revisions);
        foreach (var stage in run.Stages)
        {
            var output = Add(Output(stage), "FormalParameter");
            output["name"] = stage;
            output["description"] = run.Plan.Definition.Stage(stage).Description;
            output["additionalType"] = "File";
        }
    }

    private void AddFiles()
    {
        foreach (var file in run.Files)
        {
            var entity = file.Path == Workflow ? graph.Find(Workflow) : Add(file.Id, "File");
            if (file.Path != Workflow)
                entity["name"] = Path.GetFileName(file.Path);
            entity["encodingFormat"] = file.Path.EndsWith(".parquet", StringComparison.Ordinal)
                ? new JsonArray(file.MediaType, CrateGraph.To(Parquet))
                : file.MediaType;
            entity["contentSize"] = file.Size.ToString(CultureInfo.InvariantCulture);
            entity["sha256"] = file.Sha256;
            var stage = file.Path.Split('/')[0];
            if (run.Stages.Contains(stage, StringComparer.Ordinal))
                entity["exampleOfWork"] = CrateGraph.To(Output(stage));
            else if (file.Path == ExportText.Readme)
                entity["about"] = CrateGraph.To(Root);
            else if (file.Path == ExportText.Instances)
                entity["about"] = CrateGraph.To(action);
        }
    }

    private void AddAction(IEnumerable<string> objects)
    {
        var entity = Add(action, "CreateAction");
        entity["name"] = $"Run of {run.Plan.Definition.Name}: {run.Title}";
        entity["description"] = run.Title.Command;
        entity["startTime"] = Time(run.Started);
        entity["endTime"] = Time(run.Ended);
        entity["instrument"] = CrateGraph.To(Workflow);
        entity["agent"] = CrateGraph.To(run.Author.Id);
        entity["object"] = CrateGraph.To(objects);
        entity["result"] = CrateGraph.To(run.Files.Where(IsResult).Select(f => f.Id));
    }

    private bool IsResult(CrateFile file) =>
        file.Path == ExportText.Report || run.Stages.Contains(file.Path.Split('/')[0], StringComparer.Ordinal);

    private void AddSoftware()
    {
        var software = Add(Software, "SoftwareApplication");
        software["name"] = "NtkRepro";
        software["softwareVersion"] = typeof(RunCrate).Assembly.GetName().Version!.ToString(3);
        software["license"] = CrateGraph.To(License);
        foreach (var engine in run.Engines)
        {
            // Its name, its version, and how it computes.
            var parts = engine.Split(' ', 3);
            var entity = Add(EngineId(engine), "SoftwareApplication");
            entity["name"] = parts[0];
            entity["softwareVersion"] = parts.ElementAtOrDefault(1) ?? "";
            if (parts.Length > 2)
                entity["description"] = $"{parts[2]} numerics";
            entity["url"] = "https://pytorch.org/";
        }
    }

    private void AddContext()
    {
        foreach (var (id, name, version) in Profiles)
        {
            var profile = Add(id, "CreativeWork");
            profile["name"] = name;
            profile["version"] = version;
        }
        var specification = Add(Crate, "CreativeWork");
        specification["name"] = "RO-Crate Metadata Specification";
        specification["version"] = "1.1";
        var license = Add(License, "CreativeWork");
        license["name"] = "MIT License";
        license["description"] = "A permissive licence: use, copy, change and publish, with the copyright notice kept";
        Add(run.Author.Id, "Person")["name"] = run.Author.Name;
        var paper = Add(Paper, "ScholarlyArticle");
        paper["name"] =
            "Deep learning versus kernel learning: an empirical study of loss landscape geometry and the time evolution of the Neural Tangent Kernel";
        paper["url"] = Paper;
        var language = Add(Language, "ComputerLanguage");
        language["name"] = "YAML";
        language["version"] = "1.2";
        language["url"] = Language;
        if (run.Files.Any(f => f.Path.EndsWith(".parquet", StringComparison.Ordinal)))
            Add(Parquet, "WebSite")["name"] = "Apache Parquet file format";
    }

    private static string Output(string stage) => $"#output-{stage}";

    private static string EngineId(string engine) => $"#engine-{Uri.EscapeDataString(engine.Replace(' ', '-'))}";

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Training;

namespace NtkRepro.Acceptance;

/// <summary>One run of the smoke preset into an empty folder, shared by the tests that look into it.</summary>
public sealed class SmokeRun : IDisposable
{
    /// <summary>The dataset of the preset.</summary>
    public const string Dataset = "fashion-mnist";

    private readonly string accepted = Directory.CreateTempSubdirectory("ntk-repro-accepted-").FullName;

    public SmokeRun()
    {
        Artifacts = Directory.CreateTempSubdirectory("ntk-repro-smoke-").FullName;
        (First, Parameters) = RunWith();
    }

    /// <summary>The networks of the preset.</summary>
    public static TheoryData<string> Models => ["cnn", "resnet"];

    public string Artifacts { get; }

    /// <summary>Artifacts whose reference the run is.</summary>
    public string Accepted
    {
        get
        {
            if (!Directory.Exists(Path.Combine(accepted, VerifiedCopy.ReferenceFolder)))
            {
                using var copy = new VerifiedCopy(Artifacts);
                Assert.Equal(ExitCodes.Success, copy.Accept().Code);
                VerifiedCopy.CopyFolders(copy.Artifacts, accepted, VerifiedCopy.ReferenceFolder);
            }
            return accepted;
        }
    }

    public RunResult First { get; }

    public Parameters Parameters { get; }

    /// <summary>Runs what is out of date.</summary>
    public RunResult Run(params string[] sets) => RunWith(sets).Result;

    /// <summary>A table of one network.</summary>
    public IReadOnlyList<T> Table<T>(string model, string name)
        where T : notnull => Data.Table.Read<T>(First.Output("metrics", $"{name}.parquet", Of(model)).Path);

    /// <summary>The path of one run in function space.</summary>
    public Trajectory Trajectory(string stage, string model, params (string Axis, string Value)[] axes)
    {
        var at = Of(model);
        foreach (var (axis, value) in axes)
            at[axis] = value;
        return Training.Trajectory.Load(First.Output(stage, "trajectory.safetensors", at).Path);
    }

    /// <summary>The shown files with an extension.</summary>
    public IReadOnlyList<string> Published(string extension) =>
        Directory.GetFiles(Path.Combine(Artifacts, "latest"), $"*{extension}", SearchOption.AllDirectories);

    public void Dispose()
    {
        Directory.Delete(Artifacts, recursive: true);
        Directory.Delete(accepted, recursive: true);
    }

    private static Dictionary<string, string> Of(string model) =>
        new(StringComparer.Ordinal) { ["dataset"] = Dataset, ["model"] = model };

    private (RunResult Result, Parameters Parameters) RunWith(params string[] sets)
    {
        var engine = Reproduction.Load(Repository.Definition, Artifacts);
        var plan = engine.Plan(new PlanRequest { Preset = "smoke", Sets = sets });
        var result = engine.Run(plan, new RunOptions { Jobs = Environment.ProcessorCount });
        return (result, plan.ParametersAs<Parameters>());
    }
}

/// <summary>The tests that share the run.</summary>
[CollectionDefinition(Name)]
public sealed class SmokeRunTests : ICollectionFixture<SmokeRun>
{
    public const string Name = "smoke run";
}

using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance;

/// <summary>One run of the smoke preset into an empty folder, shared by the tests that look into it.</summary>
public sealed class SmokeRun : IDisposable
{
    public SmokeRun()
    {
        Artifacts = Directory.CreateTempSubdirectory("ntk-repro-smoke-").FullName;
        First = Run();
    }

    public string Artifacts { get; }

    public RunResult First { get; }

    /// <summary>Runs what is out of date.</summary>
    public RunResult Run(params string[] sets)
    {
        var engine = Reproduction.Load(Repository.Definition, Artifacts);
        var plan = engine.Plan(new PlanRequest { Preset = "smoke", Sets = sets });
        return engine.Run(plan, new RunOptions { Jobs = Environment.ProcessorCount });
    }

    public IReadOnlyList<T> Table<T>(string name)
        where T : notnull => Data.Table.Read<T>(First.Output("metrics", $"{name}.parquet").Path);

    public void Dispose() => Directory.Delete(Artifacts, recursive: true);
}

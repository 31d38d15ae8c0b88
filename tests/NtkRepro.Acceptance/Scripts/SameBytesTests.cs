using NtkRepro.Acceptance.Documents;
using NtkRepro.Pipeline;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>However the instances of a run are spread over threads and processes, their bytes are the same.</summary>
/// <remarks>Stopped and resumed: <see cref="ResumeTests"/>; as jobs of SLURM: the tests of SLURM; elsewhere: <c>Portability</c>.</remarks>
public sealed class SameBytesTests : IDisposable
{
    private const string Preset = "tiny";
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-same-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_job_three_jobs_and_a_process_for_each_instance_give_the_same_bytes()
    {
        var alone = Files("alone", jobs: 1);

        Assert.NotEmpty(alone);
        Assert.Equal(alone, Files("three", jobs: 3));
        using (var copy = new RepositoryCopy())
        {
            var (code, text) = copy.Run(
                $"./build.sh Kernel Linearized --preset {Preset} --isolate --jobs 2 --store '{Path.Combine(folder, "isolated")}'"
            );
            Assert.True(code == 0, text);
        }
        // What was computed there is up to date here, and the rest is computed.
        var isolated = Files("isolated", jobs: 2, out var computed);
        Assert.Equal(alone, isolated);
        Assert.DoesNotContain(computed, stage => stage is "data" or "parent" or "kernel" or "linearized");
    }

    private SortedDictionary<string, string> Files(string name, int jobs) => Files(name, jobs, out _);

    private SortedDictionary<string, string> Files(string name, int jobs, out IReadOnlyList<string> computed)
    {
        var place = Path.Combine(folder, name);
        var engine = Reproduction.Load(Repository.Definition, Path.Combine(folder, $"{name}-artifacts"), store: place);
        var result = engine.Run(engine.Plan(new PlanRequest { Preset = Preset }), new RunOptions { Jobs = jobs });
        Assert.True(result.Succeeded, result.FailureText());
        computed = [.. result.Instances.Where(i => i.Outcome == Outcome.Computed).Select(i => i.Stage)];
        return new(
            result
                .Instances.Select(i => i.Stage)
                .Distinct(StringComparer.Ordinal)
                .SelectMany(stage => result.Outputs(stage))
                .ToDictionary(f => $"{f.Instance} {f.Name}", f => f.Sha256),
            StringComparer.Ordinal
        );
    }
}

using System.Text.Json.Nodes;

namespace NtkRepro.Pipeline;

/// <summary>The JSON Schema of the section <c>executors</c>.</summary>
internal static class ExecutorSchema
{
    /// <summary>The executors by name.</summary>
    public static JsonObject Map(IReadOnlyList<string> stages) =>
        Closed(
            "How instances run elsewhere than on this machine; never part of a key",
            new JsonObject { [Executors.Slurm] = Slurm(stages) }
        );

    private static JsonObject Slurm(IReadOnlyList<string> stages)
    {
        var properties = Resources();
        properties["max_jobs"] = Number(
            "The most jobs in the queue at once; the others are submitted as these end",
            1,
            ExecutorReader.MostTasks
        );
        properties["array_size"] = Number(
            "The most tasks of one job array; at most the cluster's MaxArraySize - 1",
            1,
            ExecutorReader.MostTasks
        );
        properties["max_retries"] = Number(
            "How often an instance is tried again after a lost node, a preemption or a time limit",
            0,
            ExecutorReader.MostRetries
        );
        properties["setup"] = StageSchema.List(
            "Lines of shell that each job runs first, such as module load dotnet",
            new JsonObject { ["type"] = "string" }
        );
        properties["launcher"] = new JsonObject
        {
            ["description"] = "A command in front of the program, such as apptainer exec --nv image.sif",
            ["type"] = "string",
        };
        var byStage = new JsonObject();
        foreach (var stage in stages)
        {
            byStage[stage] = Closed("What the jobs of this stage ask for instead", Resources(), isNullable: false);
        }

        properties["stages"] = Closed("What the jobs of single stages ask for instead", byStage);
        return Closed("Jobs of SLURM (--executor slurm); what is left out is the cluster's default", properties);
    }

    private static JsonObject Resources() =>
        new()
        {
            ["partition"] = Text("sbatch --partition", ExecutorReader.WordPattern),
            ["time"] = TextOrNumber(
                "sbatch --time: minutes, or [days-]hours:minutes:seconds",
                ExecutorReader.DurationPattern
            ),
            ["cpus"] = Number("sbatch --cpus-per-task", 1, ExecutorReader.MostTasks),
            ["memory"] = TextOrNumber(
                "sbatch --mem: megabytes, or a number with K, M, G or T",
                ExecutorReader.SizePattern
            ),
            ["gres"] = Text("sbatch --gres, such as gpu:1", ExecutorReader.WordPattern),
            ["account"] = Text("sbatch --account", ExecutorReader.WordPattern),
            ["extra"] = StageSchema.List(
                "Further options of sbatch, each one word",
                new JsonObject { ["type"] = "string", ["pattern"] = ExecutorReader.OptionPattern }
            ),
        };

    private static JsonObject Closed(string description, JsonObject properties, bool isNullable = true) =>
        new()
        {
            ["description"] = description,
            ["type"] = isNullable ? Json.Array(["object", "null"]) : "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };

    private static JsonObject Number(string description, int least, int most) =>
        new()
        {
            ["description"] = description,
            ["type"] = Json.Array(["integer", "null"]),
            ["minimum"] = least,
            ["maximum"] = most,
        };

    private static JsonObject Text(string description, string pattern) =>
        new()
        {
            ["description"] = description,
            ["type"] = "string",
            ["pattern"] = pattern,
        };

    // A plain number is one for YAML; the pattern applies to texts alone.
    private static JsonObject TextOrNumber(string description, string pattern) =>
        new()
        {
            ["description"] = description,
            ["type"] = Json.Array(["string", "integer"]),
            ["pattern"] = pattern,
            ["minimum"] = 0,
        };
}

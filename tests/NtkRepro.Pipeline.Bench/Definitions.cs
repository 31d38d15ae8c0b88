using System.Globalization;

namespace NtkRepro.Pipeline.Bench;

/// <summary>The pipelines of the host and the stages that implement them.</summary>
internal static class Definitions
{
    public const string FileName = "pipeline.yaml";

    /// <summary>The shape of a small learning experiment: 112 instances.</summary>
    private const string Experiment = """
        name: experiment
        parameters:
          run:
            models: [cnn]
            seeds: [0]
            times: [0, 0.25, 0.5, 1, 2, 3, 4, 6, 9]
            grid: { from: 0, to: 12, step: 0.4 }
            children: [1, 2]
            rates: [1, 0.1]
          file: { bytes: 4096 }
        stages:
          data:
            parameters: [file]
            outputs: [train.bin, test.bin]
          parent:
            foreach: { model: run.models, seed: run.seeds }
            parameters: [file, run.times, run.grid]
            inputs: [data/train.bin, data/test.bin]
            outputs: [log.bin, "checkpoints/*.bin"]
          child:
            foreach: { model: run.models, seed: run.seeds, time: run.times, rate: run.rates, child: run.children }
            parameters: [file]
            inputs: [data/train.bin, "parent/checkpoints/{time}.bin"]
            outputs: [log.bin, final.bin]
          linearized:
            foreach: { model: run.models, seed: run.seeds, time: run.times, rate: run.rates }
            parameters: [file]
            inputs: [data/train.bin, "parent/checkpoints/{time}.bin"]
            outputs: [log.bin]
          kernel:
            foreach: { model: run.models, seed: run.seeds, time: [run.times, run.grid] }
            parameters: [file]
            inputs: [data/test.bin, "parent/checkpoints/{time}.bin"]
            outputs: [kernel.bin]
          barrier:
            foreach: { model: run.models, seed: run.seeds, time: run.times, rate: run.rates }
            parameters: [file]
            inputs: [data/test.bin, child/final.bin]
            outputs: [curves.bin]
          metrics:
            foreach: { model: run.models }
            parameters: [file]
            inputs: [parent/log.bin, child/log.bin, linearized/log.bin, barrier/curves.bin, kernel/kernel.bin]
            outputs: [table.bin]
            publish: [table.bin]
          figures:
            foreach: { model: run.models }
            parameters: [file]
            inputs: [metrics/table.bin]
            outputs: [figure.bin]
            publish: [figure.bin]

        """;

    public static void WriteExperiment(string folder) => Write(folder, Experiment);

    /// <summary>Three levels of as many instances each; every instance of a level reads one of the level before.</summary>
    public static void WriteLevels(string folder, int instances)
    {
        var each = (instances / 3).ToString(CultureInfo.InvariantCulture);
        Write(
            folder,
            $$"""
            name: levels
            parameters:
              run: { items: { from: 1, to: {{each}}, step: 1 } }
              file: { bytes: 100 }
            stages:
              first:
                foreach: { item: run.items }
                parameters: [file]
                outputs: [value.bin]
              second:
                foreach: { item: run.items }
                parameters: [file]
                inputs: [first/value.bin]
                outputs: [value.bin]
              third:
                foreach: { item: run.items }
                parameters: [file]
                inputs: [second/value.bin]
                outputs: [value.bin]

            """
        );
    }

    public static PipelineEngine Load(string folder, HostOptions options) =>
        PipelineEngine.Load<HostParameters>(
            Path.Combine(folder, FileName),
            Stages(options),
            new PipelineOptions
            {
                Engine = "host 1",
                Store = options.Store,
                Durable = !options.IsFast,
            }
        );

    private static IEnumerable<IStage> Stages(HostOptions options) =>
        [
            new HostStage("data", options, [], ["train.bin", "test.bin"]),
            new HostStage("parent", options, ["data/train.bin", "data/test.bin"], ["log.bin"]),
            new HostStage(
                "child",
                options,
                ["data/train.bin", "parent/checkpoints/{time}.bin"],
                ["log.bin", "final.bin"]
            ),
            new HostStage("linearized", options, ["data/train.bin", "parent/checkpoints/{time}.bin"], ["log.bin"]),
            new HostStage("kernel", options, ["data/test.bin", "parent/checkpoints/{time}.bin"], ["kernel.bin"]),
            new HostStage("barrier", options, ["data/test.bin", "child/final.bin"], ["curves.bin"]),
            new HostStage(
                "metrics",
                options,
                ["parent/log.bin", "child/log.bin", "linearized/log.bin", "barrier/curves.bin", "kernel/kernel.bin"],
                ["table.bin"]
            ),
            new HostStage("figures", options, ["metrics/table.bin"], ["figure.bin"]),
            new HostStage("first", options, [], ["value.bin"]),
            new HostStage("second", options, ["first/value.bin"], ["value.bin"]),
            new HostStage("third", options, ["second/value.bin"], ["value.bin"]),
        ];

    private static void Write(string folder, string yaml)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), yaml);
    }
}

using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Figures;
using NtkRepro.Kernels;
using NtkRepro.Linearization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using TorchSharp;

namespace NtkRepro;

/// <summary>The pipeline of the paper: its stages on the engine.</summary>
public static class Reproduction
{
    /// <summary>All stages, in the order in which the data flow.</summary>
    public static IReadOnlyList<IStage> Stages { get; } =
    [
        new DataStage(),
        new ParentStage(),
        new ChildStage(),
        new TrialStage(),
        new CalibrationStage(),
        new LinearizedStage(),
        new ControlStage(),
        new ProbeStage(),
        new KernelStage(),
        new BarrierStage(),
        new SpectrumStage(),
        new RegressionStage(),
        new SensitivityStage(),
        new MetricsStage(),
        new FiguresStage(),
        new SummaryStage(),
    ];

    /// <summary>Reads and checks a pipeline definition.</summary>
    /// <param name="yamlPath">The definition.</param>
    /// <param name="artifacts">Where results are kept; null for <c>artifacts</c> beside the definition.</param>
    /// <param name="store">Where results are kept, if not among the artifacts.</param>
    /// <param name="root">What code globs are relative to; null for the definition's folder.</param>
    /// <param name="isElsewhere">Whether instances run on other hosts, whose devices are not known here.</param>
    /// <param name="check">Looks for mistakes that the parameters' records do not show.</param>
    /// <exception cref="DefinitionException">The definition has mistakes.</exception>
    public static PipelineEngine Load(
        string yamlPath,
        string? artifacts = null,
        string? root = null,
        string? store = null,
        bool isElsewhere = false,
        Action<ParameterCheck>? check = null
    ) =>
        PipelineEngine.Load<Parameters>(
            yamlPath,
            Stages,
            new PipelineOptions
            {
                Engine = $"libtorch {EngineLibraries.Version}",
                Artifacts = artifacts,
                Store = store,
                Root = root,
                Check = ParameterRules.Check + check,
                Complete = ParameterRules.Complete,
                Work = WorkCount.Measure,
                Sources = () => CompiledSources.Of(typeof(Reproduction).Assembly, typeof(Network).Assembly),
                EngineVariant = parameters =>
                    Devices.Variant(((Parameters)parameters).Device, ((Parameters)parameters).Numerics, isElsewhere),
                OnWorkerStart = given =>
                {
                    var parameters = (Parameters)given;
                    EngineLibraries.Load(parameters.Numerics);
                    torch.set_num_threads(1);
                    Devices.Use(parameters.Device);
                },
                Portability = given => PortabilityOf((Parameters)given),
                // A stage's tensors live until it ends: none that only an expression refers to is freed while the engine reads it.
                OnInstance = torch.NewDisposeScope,
            }
        );

    private static Portability PortabilityOf(Parameters parameters)
    {
        if (parameters.Numerics != Numerics.Portable || torch.get_default_device().type != DeviceType.CPU)
            return new Portability(Holds: false);
        return SelfTest.Differing is { Count: > 0 } operations
            ? new Portability(
                Holds: false,
                $"this machine gives other bits than portable numerics promise, in {string.Join(", ", operations)}: results are not those of "
                    + "other machines"
            )
            : new Portability(Holds: true);
    }
}

namespace NtkRepro.Pipeline.Tests;

public sealed record ToyParameters(
    RunParameters Run,
    IReadOnlyDictionary<string, ModelParameters> Models,
    DataParameters Data,
    TrainingParameters Training,
    KernelParameters Kernel
);

public sealed record RunParameters(
    IReadOnlyList<string> Models,
    IReadOnlyList<int> Seeds,
    NumberRange Times,
    IReadOnlyList<int> Children,
    NumberRange Rates
);

public enum ModelKind
{
    Cnn,
    WideMlp,
}

public sealed record ModelParameters(
    ModelKind Kind,
    [Range(1, 4096)] [Optional] IReadOnlyList<int> Channels,
    bool Bias = true
);

public sealed record DataParameters(
    [OneOf("fashion-mnist", "digits")] string Dataset,
    [Range(1, 60000)] int Train,
    [NotInKey] IReadOnlyList<string> Sources
);

public sealed record TrainingParameters(
    [Help("Passes over the training set.")] [Range(0, 1000)] int Epochs,
    [Range(0, 10)] double LearningRate,
    decimal Momentum = 0.9m
);

public sealed record KernelParameters([Range(1, 10000)] int Probes, NumberRange Grid, long? Block = null);

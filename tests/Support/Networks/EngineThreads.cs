namespace NtkRepro.Tests.Support;

/// <summary>Tests that change what holds for the whole process: they run alone.</summary>
[CollectionDefinition(nameof(EngineThreads), DisableParallelization = true)]
public sealed class EngineThreads;

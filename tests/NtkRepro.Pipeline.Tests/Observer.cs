namespace NtkRepro.Pipeline.Tests;

/// <summary>Passes events to a delegate at once, on the thread that reports them.</summary>
internal sealed class Observer(Action<PipelineEvent> report) : IProgress<PipelineEvent>
{
    public void Report(PipelineEvent value) => report(value);
}

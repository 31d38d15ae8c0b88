namespace NtkRepro.Pipeline;

/// <summary>
/// A step of the pipeline. It reads its declared inputs and parameters, writes its declared outputs, and depends on nothing else:
/// no clock, no environment, no global state. One object serves all instances, on several threads at once.
/// </summary>
public interface IStage
{
    /// <summary>The name under which the definition declares it.</summary>
    string Name { get; }

    /// <summary>Computes one instance.</summary>
    /// <param name="context">Its inputs, parameters and outputs.</param>
    /// <exception cref="OperationCanceledException">Thrown by the stage when <see cref="StageContext.Cancellation"/> asks it to stop.</exception>
    void Run(StageContext context);
}

namespace TorchSharp.Tests;

/// <summary>A test whose tensors are disposed when it ends.</summary>
public abstract class ScopedTest : IDisposable
{
    private readonly DisposeScope scope = torch.NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}

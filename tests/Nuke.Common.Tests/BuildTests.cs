namespace NukeCommon.Tests;

/// <summary>A test class with a sandbox of its own.</summary>
public abstract class BuildTests : IDisposable
{
    protected Sandbox Sandbox { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Sandbox.Dispose();
}

namespace TorchSharp;

/// <summary>Disposes, when it ends, every tensor made on this thread since it began, but those moved out of it.</summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? current;

    private readonly HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);
    private bool disposed;

    internal DisposeScope()
    {
        OuterScope = current;
        current = this;
    }

    internal DisposeScope? OuterScope { get; private set; }

    /// <summary>The number of objects that this scope will dispose.</summary>
    public int DisposablesCount => disposables.Count;

    /// <summary>Hands an object over to the scope around this one, or to the caller where there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, OuterScope);
        return disposable;
    }

    /// <summary>Takes an object out of every scope: its holder disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        foreach (var disposable in disposables)
        {
            if (disposable is torch.Tensor tensor)
                tensor.Scope = null;
            disposable.Dispose();
        }
        disposables.Clear();
        Unlink();
    }

    internal static DisposeScope? Register(IDisposable disposable)
    {
        current?.disposables.Add(disposable);
        return current;
    }

    internal void Forget(IDisposable disposable) => disposables.Remove(disposable);

    internal void Move(IDisposable disposable, DisposeScope? target)
    {
        disposables.Remove(disposable);
        target?.disposables.Add(disposable);
        if (disposable is torch.Tensor tensor)
            tensor.Scope = target;
    }

    // Scopes may end out of order; whichever ends leaves the chain of the others whole.
    private void Unlink()
    {
        if (ReferenceEquals(current, this))
        {
            current = OuterScope;
            return;
        }
        for (var scope = current; scope is not null; scope = scope.OuterScope)
        {
            if (ReferenceEquals(scope.OuterScope, this))
                scope.OuterScope = OuterScope;
        }
    }
}

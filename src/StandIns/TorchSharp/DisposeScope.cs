namespace TorchSharp;

/// <summary>Disposes, when it ends, every tensor made on this thread since it began, but those moved out of it.</summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? current;

    private readonly HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);
    private DisposeScope? outer;
    private bool disposed;

    internal DisposeScope()
    {
        outer = current;
        current = this;
    }

    /// <summary>
    /// Hands an object of this scope over to the scope around it, or to the caller where there is none. What is not of
    /// this scope stays where it is.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope has ended.</exception>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, outer);
        return disposable;
    }

    /// <summary>Takes an object of this scope out of every scope: its holder disposes it.</summary>
    /// <exception cref="ObjectDisposedException">The scope has ended.</exception>
    internal void Detach(torch.Tensor tensor) => Move(tensor, null);

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

    internal static DisposeScope? Register(torch.Tensor tensor)
    {
        current?.disposables.Add(tensor);
        return current;
    }

    internal void Forget(torch.Tensor tensor)
    {
        disposables.Remove(tensor);
        tensor.Scope = null;
    }

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!disposables.Remove(disposable))
            return;
        target?.disposables.Add(disposable);
        if (disposable is torch.Tensor tensor)
            tensor.Scope = target;
    }

    // Scopes may end out of order; whichever ends leaves the chain of the others whole.
    private void Unlink()
    {
        if (ReferenceEquals(current, this))
        {
            current = outer;
            return;
        }
        for (var scope = current; scope is not null; scope = scope.outer)
        {
            if (ReferenceEquals(scope.outer, this))
                scope.outer = outer;
        }
    }
}

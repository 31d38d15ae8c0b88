namespace NtkRepro.Pipeline;

/// <summary>A store cannot be cleaned while a run or another garbage collection uses it. (Exit 1.)</summary>
public sealed class StoreInUseException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public StoreInUseException()
        : this("the store is in use") { }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public StoreInUseException(string message)
        : base(message) { }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public StoreInUseException(string message, Exception innerException)
        : base(message, innerException) { }
}

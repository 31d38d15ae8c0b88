namespace NtkRepro.Pipeline;

/// <summary>An instance failed, or several did; the message says which and why, without stack traces. (Exit 1.)</summary>
public sealed class StageFailedException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public StageFailedException()
        : this("a stage failed") { }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public StageFailedException(string message)
        : base(message) { }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public StageFailedException(string message, Exception innerException)
        : base(message, innerException) { }
}

namespace NtkRepro.Pipeline;

/// <summary>A parameter has a value of the right type that cannot be met here.</summary>
public sealed class ParameterException : Exception
{
    /// <param name="path">The parameter, <c>kernel.probes</c>.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    public ParameterException(string path, string message)
        : base(message) => Path = path;

    /// <summary>The parameter, <c>kernel.probes</c>.</summary>
    public string Path { get; }
}

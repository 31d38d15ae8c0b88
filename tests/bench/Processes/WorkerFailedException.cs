namespace NtkRepro.Bench;

/// <summary>A program of one side failed; the message holds what it wrote to standard error.</summary>
internal sealed class WorkerFailedException(string message) : Exception(message);

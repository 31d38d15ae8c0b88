namespace Nuke.Common.Execution;

/// <summary>A build asked for in a way that it cannot be run; carries all mistakes at once and ends in exit code 2.</summary>
internal sealed class UsageException(params IReadOnlyList<string> messages)
    : Exception(string.Join(Environment.NewLine, messages));

namespace NtkRepro.Setup;

/// <summary>What stands in the way, in one sentence for the person who builds.</summary>
internal sealed class SetupException(string message) : Exception(message);

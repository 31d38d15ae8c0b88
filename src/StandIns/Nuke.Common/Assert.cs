// The exception's type is the upstream one.
#pragma warning disable CA2201, MA0012

namespace Nuke.Common;

/// <summary>Checks that throw with a message.</summary>
public static class Assert
{
    /// <summary>Throws an <see cref="Exception"/>.</summary>
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);
}

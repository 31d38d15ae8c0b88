using System.Globalization;

namespace Nuke.Common.Reporting;

/// <summary>How much a line of the log matters.</summary>
internal enum LogLevel
{
    Verbose,
    Debug,
    Information,
    Warning,
    Error,
}

/// <summary>The log: lines <c>HH:mm:ss [INF] message</c> on the console, of which warnings and errors are remembered.</summary>
internal static class BuildLog
{
    private static readonly Lock Gate = new();
    private static readonly List<(LogLevel Level, string Message)> Remembered = [];

    public static Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>The warnings and errors so far.</summary>
    public static IReadOnlyList<(LogLevel Level, string Message)> Problems
    {
        get
        {
            lock (Gate)
                return [.. Remembered];
        }
    }

    /// <summary>Shows a line if the verbosity admits its level.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">The line.</param>
    /// <param name="isRemembered">Whether a warning or error is repeated when the build ends.</param>
    public static void Write(LogLevel level, string message, bool isRemembered = true)
    {
        if (level >= LogLevel.Warning && isRemembered)
            lock (Gate)
                Remembered.Add((level, message));
        if (level < LeastLevel)
            return;
        var time = DateTime.Now.ToString("HH:mm:ss ", CultureInfo.InvariantCulture);
        BuildConsole.Write((time, null), Tag(level), (" " + message, null));
    }

    public static (string Text, ConsoleColor? Color) Tag(LogLevel level) =>
        level switch
        {
            LogLevel.Verbose => ("[VRB]", null),
            LogLevel.Debug => ("[DBG]", null),
            LogLevel.Information => ("[INF]", ConsoleColor.Cyan),
            LogLevel.Warning => ("[WRN]", ConsoleColor.Yellow),
            _ => ("[ERR]", ConsoleColor.Red),
        };

    private static LogLevel LeastLevel =>
        Verbosity switch
        {
            Verbosity.Verbose => LogLevel.Verbose,
            Verbosity.Minimal => LogLevel.Warning,
            Verbosity.Quiet => LogLevel.Error,
            _ => LogLevel.Debug,
        };
}

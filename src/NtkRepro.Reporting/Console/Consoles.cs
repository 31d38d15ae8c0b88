using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>The consoles that a person or a program reads.</summary>
public static class Consoles
{
    private const int PlainWidth = 80;

    /// <summary>Standard output: with colours on a terminal unless NO_COLOR is set (https://no-color.org), plain when it is redirected.</summary>
    public static IAnsiConsole Output { get; } = Create();

    /// <summary>Whether a person watches: output is a terminal that can be drawn on, and this is not CI.</summary>
    public static bool IsWatched { get; } = IsTerminal(Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    /// <summary>Whether progress may be drawn rather than printed line by line.</summary>
    /// <param name="isRedirected">Whether output goes to a file or a pipe.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static bool IsTerminal(bool isRedirected, Func<string, string?> variable) =>
        !isRedirected && variable("TERM") is not "dumb" && variable("CI") is null or "" or "0" or "false";

    private static IAnsiConsole Create()
    {
        var plain = Console.IsOutputRedirected;
        var coloured = !plain && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = coloured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            }
        );
        if (plain)
            console.Profile.Width = PlainWidth;
        return console;
    }
}

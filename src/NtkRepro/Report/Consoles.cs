using Spectre.Console;

namespace NtkRepro.Report;

/// <summary>The consoles that a person or a program reads.</summary>
public static class Consoles
{
    /// <summary>Standard output: with colours on a terminal, plain when it is redirected or NO_COLOR is set.</summary>
    public static IAnsiConsole Output { get; } = Create();

    private static IAnsiConsole Create()
    {
        var plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }
        );
        if (Console.IsOutputRedirected)
            console.Profile.Width = 80;
        return console;
    }
}

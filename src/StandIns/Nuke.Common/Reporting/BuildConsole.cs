namespace Nuke.Common.Reporting;

/// <summary>Lines on the console, in colour where a person reads them.</summary>
internal static class BuildConsole
{
    private static readonly Lock Gate = new();

    // https://no-color.org
    private static bool HasColors =>
        !NukeBuild.Host.IsServer
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static void Line(string text = "", ConsoleColor? color = null) => Write((text, color));

    /// <summary>Writes one line of differently coloured parts.</summary>
    public static void Write(params ReadOnlySpan<(string Text, ConsoleColor? Color)> parts)
    {
        lock (Gate)
        {
            foreach (var (text, color) in parts)
                Paint(Console.Out, text, !Console.IsOutputRedirected && HasColors ? color : null);
            Console.Out.WriteLine();
        }
    }

    /// <summary>Writes a message to the error stream.</summary>
    public static void Error(string text)
    {
        lock (Gate)
        {
            Paint(Console.Error, text, !Console.IsErrorRedirected && HasColors ? ConsoleColor.Red : null);
            Console.Error.WriteLine();
        }
    }

    private static void Paint(TextWriter writer, string text, ConsoleColor? color)
    {
        if (color is not { } x)
        {
            writer.Write(text);
            return;
        }

        Console.ForegroundColor = x;
        writer.Write(text);
        Console.ResetColor();
    }
}

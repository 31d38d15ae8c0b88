using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NtkRepro.Reporting.Tests;

/// <summary>A terminal of 80 columns and 24 lines that keeps what is printed.</summary>
internal sealed partial class FakeConsole : IDisposable
{
    private readonly StringWriter text = new();

    /// <param name="isTerminal">Whether it understands control sequences.</param>
    public FakeConsole(bool isTerminal = false)
    {
        Console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        Console.Profile.Width = 80;
        Console.Profile.Height = 24;
    }

    public IAnsiConsole Console { get; }

    /// <summary>What was printed, without control sequences.</summary>
    public string Text => Sequence().Replace(text.ToString(), "");

    /// <summary>What was printed, control sequences included.</summary>
    public string Raw => text.ToString();

    public IReadOnlyList<string> Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The lines of a picture on such a console.</summary>
    public static IReadOnlyList<string> Render(IRenderable picture)
    {
        using var console = new FakeConsole();
        console.Console.Write(picture);
        return [.. console.Lines.Select(l => l.TrimEnd())];
    }

    public void Dispose() => text.Dispose();

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.None, 1000)]
    private static partial Regex Sequence();
}

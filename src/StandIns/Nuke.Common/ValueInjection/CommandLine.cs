namespace Nuke.Common.ValueInjection;

/// <summary>One <c>--name value ...</c> of the command line.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Name">Without any dashes.</param>
/// <param name="Values">What follows, up to the next option.</param>
internal sealed record CommandLineOption(string Text, string Name, IReadOnlyList<string> Values);

/// <summary>The command line, split the way NUKE splits it: positional words first, then options with their values.</summary>
internal sealed class CommandLine
{
    public CommandLine(IReadOnlyList<string> arguments)
    {
        Positional = TakeValues(arguments, 0);
        var options = new List<CommandLineOption>();
        for (var i = Positional.Count; i < arguments.Count; i += options[^1].Values.Count + 1)
            options.Add(new(arguments[i], WithoutDashes(arguments[i]), TakeValues(arguments, i + 1)));
        Options = options;
    }

    /// <summary>The words before the first option: targets.</summary>
    public IReadOnlyList<string> Positional { get; }

    public IReadOnlyList<CommandLineOption> Options { get; }

    public static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);

    private static List<string> TakeValues(IReadOnlyList<string> arguments, int start) =>
        [.. arguments.Skip(start).TakeWhile(x => !x.StartsWith('-'))];
}

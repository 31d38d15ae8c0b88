using Nuke.Common.Execution;

namespace Nuke.Common.ValueInjection;

/// <summary>Texts given for a parameter.</summary>
/// <param name="Source">Where they come from, as it is named in messages.</param>
/// <param name="Values">The texts; empty for an option without a value.</param>
/// <param name="Root">The folder that relative paths refer to.</param>
internal sealed record GivenValues(string Source, IReadOnlyList<string> Values, string Root);

/// <summary>Looks parameters up: the command line first, then the environment, then the parameter files.</summary>
internal sealed class ParameterService(CommandLine commandLine, EnvironmentValues environment)
{
    public static ParameterService Current { get; } =
        new(new(Environment.GetCommandLineArgs()[1..]), EnvironmentValues.FromProcess());

    public CommandLine CommandLine { get; } = commandLine;

    public ParametersFiles Files { get; set; } = ParametersFiles.None;

    /// <summary>Returns what is given for a parameter, or null.</summary>
    /// <exception cref="UsageException">It is given twice.</exception>
    public GivenValues? Find(string name, bool isArray = false)
    {
        var options = CommandLine.Options.Where(x => Same(x.Name, name)).ToList();
        if (options.Count > 1 && isArray)
        {
            var values = string.Join(' ', options.SelectMany(x => x.Values));
            throw new UsageException($"'{options[0].Text}' is given twice; write '{options[0].Text} {values}'.");
        }

        if (options.Count > 0)
            return new($"'{options[^1].Text}'", options[^1].Values, Environment.CurrentDirectory);
        return environment.Find(name) ?? Files.Find(name);
    }

    /// <summary>Returns a parameter's value, or null if none is given.</summary>
    /// <exception cref="UsageException">The value does not fit the type, or is given twice.</exception>
    public object? Get(ParameterMember parameter)
    {
        if (Find(parameter.Name, parameter.Type.IsArray) is not { } given)
            return null;
        try
        {
            return ValueConverter.Convert(given, parameter.Type, parameter.Separator);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{given.Source} {e.Message}");
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

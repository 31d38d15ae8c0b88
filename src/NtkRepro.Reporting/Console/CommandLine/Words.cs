namespace NtkRepro.Reporting.CommandLine;

/// <summary>One <c>--name value ...</c> or <c>--name=value</c> of the command line.</summary>
/// <param name="Text">As typed, up to the value.</param>
/// <param name="Name">Without any dashes.</param>
/// <param name="Values">Its values: what follows, up to the next option.</param>
/// <param name="IsJoined">Whether the first value was joined to it with <c>=</c>.</param>
internal sealed record Option(string Text, string Name, IReadOnlyList<string> Values, bool IsJoined);

/// <summary>The command line, split as NUKE splits it: targets first, then options with their values.</summary>
internal sealed class Words
{
    public Words(IReadOnlyList<string> arguments)
    {
        Targets = TakeValues(arguments, 0);
        var options = new List<Option>();
        for (var i = Targets.Count; i < arguments.Count; )
        {
            var values = TakeValues(arguments, i + 1);
            options.Add(Split(arguments[i], values));
            i += values.Count + 1;
        }
        Options = options;
    }

    private Words(IReadOnlyList<string> targets, IReadOnlyList<Option> options) =>
        (Targets, Options) = (targets, options);

    /// <summary>The words before the first option.</summary>
    public IReadOnlyList<string> Targets { get; }

    public IReadOnlyList<Option> Options { get; }

    /// <summary>The first option that stood without its name, after a target; null where none did.</summary>
    public Option? Follower { get; private init; }

    /// <summary>Whether help is asked for, in any of the ways in which people do.</summary>
    public bool AskForHelp => Targets is ["help", ..] || Options.Any(o => o.Text is "-h" or "-?" || IsSet(o, "help"));

    public bool AskForVersion => Options.Any(o => IsSet(o, "version"));

    /// <summary>Takes what follows a target for the value of a parameter, where it is one; see <see cref="FollowsAttribute"/>.</summary>
    public Words TakeFollower(IEnumerable<ParameterDeclaration> parameters)
    {
        if (Targets is not [var target, _, ..])
            return this;
        var named = parameters
            .Where(p => p.PlaceAfter(WithoutDashes(target)) is not null)
            .OrderBy(p => p.PlaceAfter(WithoutDashes(target)))
            .ToList();
        if (named.Count == 0)
            return this;
        // One word each; the last takes what is left, which is one too many.
        var followers = named
            .Take(Targets.Count - 1)
            .Select(
                (p, i) =>
                    new Option(
                        $"--{p.DashedName}",
                        p.Name,
                        [.. Targets.Skip(i + 1).Take(i + 1 < named.Count ? 1 : Targets.Count)],
                        IsJoined: false
                    )
            )
            .ToList();
        return new([target], [.. followers, .. Options]) { Follower = followers[0] };
    }

    public static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);

    private static bool IsSet(Option option, string name) =>
        string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase) && option.Values is not ["false"];

    private static Option Split(string text, List<string> values) =>
        text.Split('=', 2) is [var name, var value]
            ? new(name, WithoutDashes(name), [value, .. values], IsJoined: true)
            : new(text, WithoutDashes(text), values, IsJoined: false);

    // A negative number is a value.
    private static List<string> TakeValues(IReadOnlyList<string> arguments, int start) =>
        [.. arguments.Skip(start).TakeWhile(x => !x.StartsWith('-') || (x.Length > 1 && char.IsAsciiDigit(x[1])))];
}

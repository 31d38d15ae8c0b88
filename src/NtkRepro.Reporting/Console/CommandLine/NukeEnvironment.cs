namespace NtkRepro.Reporting.CommandLine;

/// <summary>What NUKE reads in the environment by itself, before any build is asked.</summary>
internal static class NukeEnvironment
{
    // NUKE takes variables of these names, however they are spelt, for its own parameters, and ends where their values are none:
    // HOST is the machine's name in csh, PROFILE and VERSION are anybody's.
    private static readonly string[] Foreign = ["Host", "Continue", "Partition", "Profile", "Help", "NoLogo"];

    /// <summary>Takes away the variables that NUKE would misunderstand, and turns off its telemetry.</summary>
    /// <param name="parameters">The names of the parameters that there are.</param>
    public static void Shield(IEnumerable<string> parameters)
    {
        var environment = new EnvironmentValues(Environment.GetEnvironmentVariables(), "");
        // To NUKE a variable that is set to nothing is no number.
        var empty = parameters
            .SelectMany(environment.Names)
            .Where(name => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name)));
        foreach (var name in Foreign.SelectMany(environment.Names).Concat(empty))
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("NUKE_TELEMETRY_OPTOUT", "1");
    }

    /// <summary>Finds the project's folder, and sees to it that NUKE finds the same.</summary>
    public static string? FindRoot(Words words, EnvironmentValues environment, string folder, out string? mistake)
    {
        var option = words.Options.LastOrDefault(o =>
            string.Equals(o.Name, ParameterDeclaration.Root, StringComparison.OrdinalIgnoreCase)
        );
        var given = option is null
            ? environment.Find(ParameterDeclaration.Root)
            : new GivenValues($"'{option.Text}'", option.Values, folder);
        var root = RootFolder.Find(given, folder, AppContext.BaseDirectory, out mistake);
        // NUKE looks above the working directory alone.
        if (
            root is not null
            && given is null
            && Path.GetRelativePath(root, folder).StartsWith("..", StringComparison.Ordinal)
        )
            Environment.SetEnvironmentVariable("NUKE_ROOT", root);
        return root;
    }
}

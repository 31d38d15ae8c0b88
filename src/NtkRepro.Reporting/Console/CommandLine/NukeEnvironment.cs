namespace NtkRepro.Reporting.CommandLine;

/// <summary>What NUKE reads in the environment by itself, before any build is asked.</summary>
internal static class NukeEnvironment
{
    // NUKE takes variables of these names, however they are spelt, for its own parameters, and ends where their values are none:
    // HOST is the machine's name in csh, PROFILE and VERSION are anybody's.
    private static readonly string[] OfNuke = ["Host", "Continue", "Partition", "Profile", "Help", "NoLogo"];

    /// <summary>
    /// Takes away the variables that NUKE would take for parameters and that are not meant so, gives it the others by the names that it
    /// knows, and turns off its telemetry.
    /// </summary>
    /// <param name="environment">As it came.</param>
    /// <param name="parameters">The names of the parameters that there are.</param>
    public static void Shield(EnvironmentValues environment, IReadOnlyList<string> parameters)
    {
        foreach (var name in parameters.Concat(OfNuke).SelectMany(environment.Foreign))
            Environment.SetEnvironmentVariable(name, null);
        foreach (var parameter in parameters)
        {
            var given = environment.Find(parameter);
            foreach (var name in environment.Names(parameter))
                Environment.SetEnvironmentVariable(name, null);
            if (given is not null && !OfNuke.Contains(parameter, StringComparer.Ordinal))
                Environment.SetEnvironmentVariable($"NUKE_{parameter}", given.Values[0]);
        }
        foreach (var name in OfNuke.SelectMany(environment.Names))
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("NUKE_TELEMETRY_OPTOUT", "1");
    }

    /// <summary>Finds the project's folder, above the working directory unless another is named, and sees to it that NUKE finds the same.</summary>
    public static string? FindRoot(Words words, EnvironmentValues environment, string folder, out string? mistake)
    {
        var option = words.Options.LastOrDefault(o =>
            string.Equals(o.Name, ParameterDeclaration.Root, StringComparison.OrdinalIgnoreCase)
        );
        var given = option is null
            ? environment.Find(ParameterDeclaration.Root)
            : new GivenValues($"'{option.Text}'", option.Values, folder);
        var current = Environment.CurrentDirectory;
        var root = RootFolder.Find(given, current, AppContext.BaseDirectory, out mistake);
        // NUKE looks above the working directory alone.
        if (
            root is not null
            && given is null
            && Path.GetRelativePath(root, current).StartsWith("..", StringComparison.Ordinal)
        )
            Environment.SetEnvironmentVariable("NUKE_ROOT", root);
        return root;
    }
}

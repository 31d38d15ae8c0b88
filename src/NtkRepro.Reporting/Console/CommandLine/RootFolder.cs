namespace NtkRepro.Reporting.CommandLine;

/// <summary>Finds the project's folder: the one that holds <c>.nuke</c>.</summary>
internal static class RootFolder
{
    /// <summary>Looks where NUKE looks, and then from the program upwards.</summary>
    /// <param name="given">What the command line or the environment says of it; null where they say nothing.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="program">That of the program.</param>
    /// <param name="mistake">What is wrong; null where the folder is returned.</param>
    public static string? Find(GivenValues? given, string folder, string program, out string? mistake)
    {
        mistake = null;
        if (given is not null)
        {
            var root = given.Values.Count == 0 ? given.Root : Path.GetFullPath(given.Values[0], given.Root);
            if (Directory.Exists(root))
                return root;
            mistake = $"{given.Source}: there is no folder '{root}'.";
            return null;
        }
        if ((Above(folder) ?? Above(program)) is { } found)
            return found;
        mistake =
            $"There is no '.nuke' folder in '{folder}' or above it. "
            + "Create one in the project's root, or say '--root FOLDER'.";
        return null;
    }

    // The home folder's .nuke belongs to the tool, not to a project.
    private static string? Above(string start)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, ".nuke")) && folder.FullName != home)
                return folder.FullName;
        }
        return null;
    }
}

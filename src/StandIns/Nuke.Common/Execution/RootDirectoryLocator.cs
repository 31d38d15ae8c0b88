using Nuke.Common.IO;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Finds the folder that holds <c>.nuke</c>.</summary>
internal static class RootDirectoryLocator
{
    /// <exception cref="UsageException">There is none, or the one given does not exist.</exception>
    public static AbsolutePath Find()
    {
        var workingDirectory = AbsolutePath.Create(Environment.CurrentDirectory);
        if (ParameterService.Current.Find("Root") is { } given)
        {
            var root = given.Values.Count == 0 ? workingDirectory : AbsolutePath.Create(given.Values[0]);
            return root.DirectoryExists()
                ? root
                : throw new UsageException($"{given.Source}: there is no folder '{root}'.");
        }

        return FindFrom(workingDirectory)
            ?? FindFrom(AbsolutePath.Create(AppContext.BaseDirectory))
            ?? throw new UsageException(
                $"There is no '.nuke' folder in '{workingDirectory}' or above it. "
                    + "Create one in the project's root, or say '--root FOLDER'."
            );
    }

    // The home folder's .nuke belongs to the tool, not to a project.
    private static AbsolutePath? FindFrom(AbsolutePath? start)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        for (var folder = start; folder is not null; folder = folder.Parent)
            if ((folder / ".nuke").DirectoryExists() && (home.Length == 0 || !folder.Equals(AbsolutePath.Create(home))))
                return folder;
        return null;
    }
}

using Nuke.Common.IO;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Finds the folder that holds <c>.nuke</c>.</summary>
internal static class RootDirectoryLocator
{
    /// <exception cref="UsageException">There is none, or the one given does not exist.</exception>
    public static AbsolutePath Find()
    {
        AbsolutePath workingDirectory = Environment.CurrentDirectory;
        if (ParameterService.Current.Find("Root") is { } given)
        {
            var root =
                given.Values.Count == 0 ? workingDirectory : AbsolutePath.Resolve(given.Values[0], workingDirectory);
            return Directory.Exists(root)
                ? root
                : throw new UsageException($"{given.Source}: there is no folder '{root}'.");
        }

        return FindFrom(workingDirectory)
            ?? FindFrom(AppContext.BaseDirectory)
            ?? throw new UsageException(
                $"There is no '.nuke' folder in '{workingDirectory}' or above it. "
                    + "Create one in the project's root, or say '--root FOLDER'."
            );
    }

    // The home folder's .nuke belongs to the tool, not to a project.
    private static AbsolutePath? FindFrom(AbsolutePath? start)
    {
        AbsolutePath? home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } x
            ? x
            : null;
        for (var folder = start; folder != null; folder = folder.Parent)
            if (Directory.Exists(folder / ".nuke") && folder != home)
                return folder;
        return null;
    }
}

using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>How this program, and others beside it, are started.</summary>
public static class OwnProgram
{
    /// <summary>Whether .NET's runtime lies beside this program, as in a bundle, where there need be no other.</summary>
    public static bool IsBundled { get; } =
        File.Exists(Path.Combine(AppContext.BaseDirectory, "System.Private.CoreLib.dll"));

    /// <summary>The command that this program was given, as a person types it.</summary>
    public static string Typed { get; } =
        string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(ShellWord.Of).Prepend("./build.sh"));

    /// <summary>What starts a program of .NET.</summary>
    /// <param name="assembly">The path of its assembly.</param>
    public static IReadOnlyList<string> Command(string assembly) =>
        IsBundled ? [Path.ChangeExtension(assembly, null)] : ["dotnet", assembly];
}

using System.ComponentModel;
using System.Diagnostics;

namespace NtkRepro.Reporting.Export;

/// <summary>The author of an export.</summary>
/// <param name="Id">An address that stands for the person, an ORCID at best, or a name within the crate.</param>
/// <param name="Name">The name.</param>
public sealed record Person(string Id, string Name)
{
    /// <summary>Stands in where nobody said who the author is.</summary>
    public static Person Unknown { get; } = new("#author", "Unknown author");

    /// <summary>Reads <c>Name</c> or <c>Name &lt;https://orcid.org/…&gt;</c>; what is in brackets and no https address is left out.</summary>
    public static Person Parse(string text)
    {
        var bracket = text.IndexOf('<', StringComparison.Ordinal);
        var name = (bracket < 0 ? text : text[..bracket]).Trim();
        var address = bracket < 0 ? "" : text[(bracket + 1)..].TrimEnd('>', ' ');
        var isAddress =
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        return name.Length == 0 ? Unknown : new Person(isAddress ? address : "#author", name);
    }

    /// <summary>The user of git in a folder, or null.</summary>
    public static Person? OfGit(string folder)
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", ["config", "user.name"])
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var name = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 && name.Length > 0 ? Parse(name) : null;
        }
        // There is no git here.
        catch (Win32Exception)
        {
            return null;
        }
    }
}

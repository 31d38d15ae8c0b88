using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using NtkRepro.Reporting;
using Spectre.Console;

namespace NtkRepro.Acceptance;

/// <summary>A copy of the definition, the stages' code and a run's artifacts, to be damaged.</summary>
internal sealed class VerifiedCopy : IDisposable
{
    /// <summary>The folder of artifacts that holds references.</summary>
    public const string ReferenceFolder = "reference";

    private readonly string root = Directory.CreateTempSubdirectory("ntk-repro-verify-").FullName;

    /// <param name="artifacts">The artifacts of a finished run of the smoke preset.</param>
    /// <param name="parts">The folders of them to copy.</param>
    public VerifiedCopy(string artifacts, params string[] parts)
    {
        File.Copy(Repository.Definition, Definition);
        const string versions = "Directory.Packages.props";
        File.Copy(Path.Combine(Repository.Root, versions), Path.Combine(root, versions));
        foreach (var project in new[] { "NtkRepro", "NtkRepro.Tangents" })
            CopyFolder(Path.Combine(Repository.Root, "src", project), Path.Combine(root, "src", project));
        CopyFolders(artifacts, Artifacts, parts.Length > 0 ? parts : ["store", "latest", "runs"]);
    }

    /// <summary>A copy whose own run is its reference.</summary>
    public static VerifiedCopy Accepted(SmokeRun smoke)
    {
        var copy = new VerifiedCopy(smoke.Artifacts);
        CopyFolders(smoke.Accepted, copy.Artifacts, ReferenceFolder);
        return copy;
    }

    public string Definition => Path.Combine(root, "pipeline.yaml");

    public string Artifacts => Path.Combine(root, "artifacts");

    /// <summary>A file that is shown.</summary>
    public string Latest(string path) => Path.Combine(Artifacts, "latest", path);

    /// <summary>A file of the reference of the smoke preset.</summary>
    public string Reference(string path) => Path.Combine(Artifacts, ReferenceFolder, "smoke", path);

    /// <summary>The code of the stages.</summary>
    public string Code(string path) => Path.Combine(root, "src", "NtkRepro", path);

    /// <summary>The suites that the last verification wrote.</summary>
    public XElement JUnit => XDocument.Load(Path.Combine(Artifacts, "verify", "junit.xml")).Root!;

    public (int Code, string Text) Verify(string preset = "smoke", params string[] sets) =>
        Printed(console => VerificationCommands.Verify(Request(preset, sets), console));

    public (int Code, string Text) Accept(string preset = "smoke", params string[] sets) =>
        Printed(console => VerificationCommands.Accept(Request(preset, sets), _ => true, console));

    /// <summary>Accepts the smoke run if a person agrees.</summary>
    public (int Code, string Text) AcceptIf(Func<string, bool>? ask) =>
        Printed(console => VerificationCommands.Accept(Request("smoke", []), ask, console));

    /// <summary>Lets the manifests of a stage's results say nothing of portability, as those from before it was noted.</summary>
    public void ForgetPortability(string stage)
    {
        const string Check = ",\n  \"check\": \"";
        foreach (
            var path in Directory.EnumerateFiles(
                Path.Combine(Artifacts, "store"),
                "manifest.json",
                SearchOption.AllDirectories
            )
        )
        {
            var text = File.ReadAllText(path);
            if (!text.Contains($"\n  \"stage\": \"{stage}\",", StringComparison.Ordinal))
                continue;
            Assert.Contains("\n  \"portable\": \"yes\",", text, StringComparison.Ordinal);
            var body = text[..text.LastIndexOf(Check, StringComparison.Ordinal)]
                .Replace("\n  \"portable\": \"yes\",", "", StringComparison.Ordinal);
            // The check is of the manifest without it.
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body + "\n}")));
            File.Delete(path);
            File.WriteAllText(path, $"{body}{Check}{hash}\"\n}}");
        }
    }

    /// <summary>Changes a text file; the text to be replaced must be in it.</summary>
    public static void Edit(string path, string before, string after)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        // A link or a read-only file makes way for a file, as with most editors.
        File.Delete(path);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Rewrites a table with changed rows.</summary>
    public static void EditTable<T>(string path, Func<T, T> change)
        where T : notnull
    {
        var rows = Data.Table.Read<T>(path);
        File.Delete(path);
        Data.Table.Write(path, rows.Select(change));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private PipelineRequest Request(string preset, string[] sets) =>
        new()
        {
            Definition = Definition,
            Artifacts = Artifacts,
            Preset = preset,
            Sets = sets,
        };

    private static (int, string) Printed(Func<IAnsiConsole, int> command)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }
        );
        console.Profile.Width = 80;
        var code = command(console);
        return (code, text.ToString());
    }

    /// <summary>Copies folders of artifacts.</summary>
    public static void CopyFolders(string from, string to, params string[] parts)
    {
        foreach (var part in parts)
            CopyFolder(Path.Combine(from, part), Path.Combine(to, part));
    }

    // Links are relative, and stay links.
    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo)
                CopyFolder(entry.FullName, target);
            else
                File.Copy(entry.FullName, target);
        }
    }
}

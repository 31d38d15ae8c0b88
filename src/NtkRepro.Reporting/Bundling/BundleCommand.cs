using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using NtkRepro.Reporting.Export;

namespace NtkRepro.Reporting.Bundling;

/// <summary>
/// Writes the project as one folder that runs where there is no SDK, no network and nothing to install, on the libtorch of a Python
/// installation: .NET's runtime without what the program does not use, the program, the sources that its results are known by, and data.
/// </summary>
public static class BundleCommand
{
    /// <summary>What of the repository goes along: files, and folders with all that git would keep of them.</summary>
    private static readonly string[] Taken =
    [
        "build.sh",
        "pipeline.yaml",
        "pipeline.schema.json",
        "NtkRepro.sln",
        "Directory.Packages.props",
        "LICENSE",
        ".nuke",
        "src",
        "docs/cluster.md",
        "tests/bench/peers",
    ];

    private const string Reference = "reference";

    private const string Data = "/usr/share/datasets/fashion-mnist";

    // For debuggers; and what shapes the letters of scripts that no figure has.
    private static readonly string[] Superfluous =
    [
        "libHarfBuzzSharp.so",
        "createdump",
        "libmscordaccore.so",
        "libmscordbi.so",
        "libcoreclrtraceptprovider.so",
        "libclrgc.so",
        "libclrgcexp.so",
    ];

    /// <summary>Builds and writes it; what was there is whole until the new one is.</summary>
    /// <returns>0, or 1 where the build failed.</returns>
    public static int Run(BundleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (BundleRules.To(request.Target) is { } problem)
        {
            Console.Error.WriteLine($"--to: {problem}");
            return ExitCodes.Usage;
        }
        using var interruption = new Interruption();
        try
        {
            var program = Path.Combine(request.Build, "bundle", "program");
            Console.Error.WriteLine("publishing the program ...");
            var code = Publish(request, program);
            interruption.Token.ThrowIfCancellationRequested();
            if (code != ExitCodes.Success)
                return code;
            Console.Error.WriteLine("packing ...");
            ExportFolder.Replace(request.Target, draft => Fill(draft, program, request.Root, interruption.Token));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted; nothing was written.");
            return ExitCodes.Interrupted;
        }
        var size = new DirectoryInfo(request.Target)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(f => f.Length);
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{CommandFolder.Relative(request.Target)}: {size / 1e6:F1} MB; there: ./build.sh Reproduce --libtorch PATH (docs/cluster.md)"
            )
        );
        return ExitCodes.Success;
    }

    private static void Fill(string draft, string program, string root, CancellationToken cancellation)
    {
        foreach (var name in Superfluous)
            File.Delete(Path.Combine(program, name));
        foreach (var documentation in Directory.GetFiles(program, "*.xml"))
            File.Delete(documentation);
        Pack(program, Path.Combine(draft, "program.tar.gz"));
        foreach (var name in Taken)
            Take(Path.Combine(root, name), Path.Combine(draft, name));
        // Figures are a tenth of their size as an archive, too.
        Take(Path.Combine(root, "artifacts", Reference), Path.Combine(draft, Reference));
        Pack(Path.Combine(draft, Reference), Path.Combine(draft, $"{Reference}.tar.gz"));
        Take(Data, Path.Combine(draft, "data", "fashion-mnist"));
        cancellation.ThrowIfCancellationRequested();
    }

    private static int Publish(BundleRequest request, string program)
    {
        // What an interrupted one left.
        if (Directory.Exists(program))
            Directory.Delete(program, recursive: true);
        string[] publish =
        [
            "dotnet",
            "publish",
            request.Project,
            "-c",
            "Release",
            "--nologo",
            "-v",
            "quiet",
            "-p:NtkBundle=true",
            // The build has looked at the sources.
            "-p:RunAnalyzers=false",
            "-p:GenerateDocumentationFile=false",
            "--artifacts-path",
            Path.Combine(request.Build, "bundle"),
            "-o",
            program,
        ];
        var code = ChildProcess.Run(publish, request.Root, isShown: false);
        if (code != ExitCodes.Success)
            return ExitCodes.Failure;
        // The bench is started as the program is, on the same runtime.
        foreach (var kind in new[] { "runtimeconfig.json", "deps.json" })
        {
            var own = Path.Combine(program, $"_build.{kind}");
            File.Copy(own, Path.Combine(program, $"NtkRepro.Bench.{kind}"), overwrite: true);
        }
        var setup = Path.Combine(request.Build, "bin", "NtkRepro.Setup", "release", "NtkRepro.Setup.dll");
        return ChildProcess.Run(
            ["dotnet", setup, "portable", request.Engine, Path.Combine(program, "engine")],
            request.Root,
            isShown: false
        );
    }

    // As an archive, of which a node unpacks its copy: half the size.
    private static void Pack(string folder, string archive)
    {
        using (var file = File.Create(archive))
        using (var packed = new GZipStream(file, CompressionLevel.SmallestSize))
            TarFile.CreateFromDirectory(folder, packed, includeBaseDirectory: false);
        Directory.Delete(folder, recursive: true);
    }

    private static void Take(string source, string target)
    {
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return;
        }
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos().Where(e => !IsMade(e)))
            Take(entry.FullName, Path.Combine(target, entry.Name));
    }

    // By builds and by Python; and pictures, which documents alone show.
    private static bool IsMade(FileSystemInfo entry) =>
        entry.Name is "bin" or "obj" or "temp" or "__pycache__" || entry.Extension == ".png";
}

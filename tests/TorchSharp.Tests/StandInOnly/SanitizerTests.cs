using System.Diagnostics;
using System.Reflection;
using TorchSharp.Interop;

namespace TorchSharp.Tests.StandInOnly;

// Not conformance: the boundary is the stand-in's own.
public sealed class SanitizerTests
{
    private static readonly string[] Separators = ["\n", " "];

    [Fact]
    public void Every_function_of_the_boundary_takes_good_and_bad_arguments_under_the_sanitizers()
    {
        var root = Root();
        var program = Path.Combine(AppContext.BaseDirectory, "smoke");
        var called = Run(
            "sh",
            Path.Combine(root, "tests", "TorchSharp.Tests", "StandInOnly", "native", "sanitize.sh"),
            Path.Combine(root, "src", "StandIns", "TorchSharp", "Native"),
            program
        );

        Assert.Equal(Exported(), called.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_of_the_boundary_is_imported_and_the_other_way_round()
    {
        var imported = typeof(Native)
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.Name.StartsWith("shim_", StringComparison.Ordinal))
            .Select(method => method.Name);

        Assert.Equal(Exported(), imported.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Exported() =>
        Run("nm", "-D", "--defined-only", Path.Combine(AppContext.BaseDirectory, "libtorchshim.so"))
            .Where(word => word.StartsWith("shim_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string[] Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{errors.Result}");
        return output.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
    }

    // The folder of the solution, above the one into which it is built.
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NtkRepro.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no NtkRepro.sln above the tests");
        return folder.FullName;
    }
}

using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NtkRepro.Data;
using NtkRepro.Metrics;

namespace NtkRepro.Acceptance.Documents;

/// <summary>The examples of docs/using-results.md, on the results of a run; those of DuckDB and PyTorch have tests of their own.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class UsingResultsTests(SmokeRun smoke)
{
    private const string Latest = "artifacts/latest";

    private static readonly DocumentBlocks Page = new(Path.Combine(Repository.Root, "docs", "using-results.md"));

    [Fact]
    public void The_program_in_Csharp_prints_every_claim()
    {
        var claims = Path.Combine(smoke.Artifacts, "latest", "summary", "claims.parquet");

        var printed = Run(Block("csharp", "ParquetReader").Replace(Latest, Path.Combine(smoke.Artifacts, "latest")));

        Assert.Contains("verdict: ", printed, StringComparison.Ordinal);
        Assert.All(
            Table.Read<SummaryClaim>(claims),
            c => Assert.Contains($"{c.Dataset} {c.Model}: {c.Id} {c.Verdict}", printed, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Modules_of_TorchSharp_take_the_arrays_of_a_checkpoint()
    {
        var checkpoint = Result("parent", "final.safetensors");

        Run(
            Block("csharp", "SafeTensors.Load").Replace("12.safetensors", checkpoint)
                + "Console.Write(string.Join(' ', conv.weight!.shape));"
        );
    }

    [Fact]
    public void NumPy_reads_a_kernel_whose_eigenvalues_are_those_of_the_run()
    {
        var kernel = Result("kernel", "kernel.safetensors", ("time", "0"));
        var script = Block("python", "kernel.safetensors").Replace("\"kernel.safetensors\"", $"\"{kernel}\"");

        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var words = process.StandardOutput.ReadToEnd().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        var largest = smoke.Table<EigenvalueRow>("cnn", "eigenvalues").Single(e => e is { Seed: 0, Time: 0, Rank: 1 });
        Assert.Equal(largest.Share, double.Parse(words[5]), 1e-5);
        var (same, others) = (double.Parse(words[10]), double.Parse(words[13]));
        Assert.True(same > others && others > 0, $"{same} of the same class, {others} of others");
    }

    private sealed record SummaryClaim(string Dataset, string Model, string Id, string Verdict);

    private static string Block(string language, string word) =>
        Assert.Single(Page.Of(language), block => block.Contains(word, StringComparison.Ordinal));

    private string Result(string stage, string file, params (string Axis, string Value)[] axes)
    {
        var at = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["dataset"] = SmokeRun.Dataset,
            ["model"] = "cnn",
            ["seed"] = "0",
        };
        foreach (var (axis, value) in axes)
            at[axis] = value;
        return smoke.First.Output(stage, file, at).Path;
    }

    // What the lines print, compiled as a program.
    private static string Run(string code)
    {
        const string usings =
            "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;\n";
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "example",
            [CSharpSyntaxTree.ParseText(usings + code)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication)
        );
        using var program = new MemoryStream();
        var emitted = compilation.Emit(program);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var output = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            Assembly.Load(program.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(output);
        }
        return printed.ToString();
    }
}

using System.Diagnostics;
using NtkRepro.Pipeline.Bench;

namespace NtkRepro.Pipeline.Tests;

/// <summary>The hash of a C# file is remembered, so that Roslyn is loaded only for files that changed.</summary>
public sealed class TokenMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tokens-").FullName;
    private readonly ManualClock _clock = new();
    private int _hashed;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_up_to_date_plan_does_not_load_Roslyn()
    {
        Write(
            "pipeline.yaml",
            """
            parameters: { run: {}, file: { bytes: 1 } }
            stages:
              data: { code: [Code.cs], outputs: [train.bin, test.bin] }
            """
        );
        // Of a file that was written just now nothing is remembered, so this is one that has been there for long.
        File.CreateSymbolicLink(At("Code.cs"), Path.Combine(Repository.Root, "tests", "Repository.cs"));

        Assert.Contains("Microsoft.CodeAnalysis.CSharp", LoadedByPlan());
        Assert.DoesNotContain(LoadedByPlan(), a => a.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void A_known_file_is_hashed_once_and_again_when_it_changed()
    {
        var file = Write("a.cs", "class A;");
        Hash(file);
        Hash(file);
        Assert.Equal(1, _hashed);

        Write("a.cs", "class B;");
        Hash(file);
        Assert.Equal(2, _hashed);
    }

    [Fact]
    public void Another_version_of_the_hash_forgets_what_was_remembered()
    {
        var file = Write("a.cs", "class A;");
        Hash(file, "tokens 1");
        Hash(file, "tokens 2");

        Assert.Equal(2, _hashed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tokens 1\n")]
    [InlineData("tokens 1\nnonsense\n\t\t\t\t\t\n")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_memory_costs_time_alone(string text)
    {
        var file = Write("a.cs", "class A;");
        var right = Hash(file);
        Write("memory.tsv", text);

        Assert.Equal(right, Hash(file));
        Assert.Equal(2, _hashed);
    }

    [Fact]
    public void A_remembered_hash_that_is_none_is_not_taken()
    {
        var file = Write("a.cs", "class A;");
        var right = Hash(file);
        Write("memory.tsv", File.ReadAllText(At("memory.tsv")).Replace(right, new string('?', 64)));

        Assert.Equal(right, Hash(file));
    }

    [Fact]
    public void The_name_of_the_memory_holds_the_version() =>
        Assert.Equal($"ntkrepro-tokens {CSharpTokens.Version}", HashScheme.Tokens.Name);

    private string Hash(string file, string scheme = "tokens 1")
    {
        var cache = new HashCache(
            At("memory.tsv"),
            _clock,
            new HashScheme(
                scheme,
                stream =>
                {
                    _hashed++;
                    return HashScheme.Tokens.Hash(stream);
                }
            )
        );
        var hash = cache.Hash(file)!.Value.Sha256;
        cache.Save();
        return hash;
    }

    private string[] LoadedByPlan()
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(HostParameters).Assembly.Location, "loaded", _folder])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var names = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return names;
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private string At(string name) => Path.Combine(_folder, name);
}

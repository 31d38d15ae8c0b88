using System.Diagnostics;
using System.Text.Json;

namespace NtkRepro.Acceptance.Documents;

/// <summary>
/// The package of the library of derivatives, from outside: the first example of its README, in a project of its own, gives the kernel
/// that functorch finds.
/// </summary>
public sealed class TangentsPackageTests : IDisposable
{
    private static readonly string Project = Path.Combine(Repository.Root, "src", "NtkRepro.Tangents");
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-package-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_first_example_of_the_packages_readme_prints_the_kernel_that_functorch_finds()
    {
        var example = new DocumentBlocks(Path.Combine(Project, "README.md")).Of("csharp")[0];
        Assert.InRange(example.TrimEnd().Split('\n').Length, 1, 15);
        // The example as it stands, and what it had in its hands as numbers.
        File.WriteAllText(
            At("Program.cs"),
            example
                + """
                float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
                File.WriteAllText(
                    "values.json",
                    System.Text.Json.JsonSerializer.Serialize(
                        new { weights = Values(weights), names = network.Weights.Select(w => w.Name), kernel = Values(kernel) }
                    )
                );
                """
        );
        File.WriteAllText(At("example.csproj"), ProjectFile);
        // Nothing is fetched: the package is the one just made, and what it needs is in the cache.
        File.WriteAllText(
            At("nuget.config"),
            $"<configuration><packageSources><clear /><add key=\"here\" value=\"{folder}\" /></packageSources></configuration>"
        );
        Run("dotnet", "pack", Project, "-c", "Release", "--nologo", "-v", "quiet", "-o", folder, "--no-build");
        Run("dotnet", "build", "--nologo", "-v", "quiet", "-o", "out", $"-p:NuGetPackageRoot={Cache}");

        // TorchSharp's own library asks for a newer libstdc++ than some systems have; the search path names the build's copy.
        File.Delete(Assert.Single(Directory.GetFiles(At("out"), "libLibTorchSharp.so", SearchOption.AllDirectories)));
        var printed = Run("dotnet", At("out", "example.dll"));

        Assert.Contains("[15x15]", printed, StringComparison.Ordinal);
        File.WriteAllText(At("kernel.py"), Functorch);
        Run("/usr/bin/python3", "kernel.py");
        using var ours = JsonDocument.Parse(File.ReadAllText(At("values.json")));
        using var theirs = JsonDocument.Parse(File.ReadAllText(At("functorch.json")));
        var (actual, expected) = (Numbers(ours.RootElement.GetProperty("kernel")), Numbers(theirs.RootElement));
        var largest = expected.Max(Math.Abs);
        Assert.Equal(225, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * largest));
    }

    // No library of libtorch: the tests have one, which the search path names.
    private static string Cache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private const string ProjectFile = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <!-- The cache of the machine gives, and takes nothing. -->
            <RestoreFallbackFolders>$(NuGetPackageRoot)</RestoreFallbackFolders>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NtkRepro.Tangents" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private const string Functorch = """
        import json
        from collections import OrderedDict

        import functorch
        import torch
        from torch import nn

        given = json.load(open("values.json"))
        module = nn.Sequential(OrderedDict(
            conv=nn.Conv2d(1, 4, 3), norm=nn.LayerNorm([4, 6, 6]), act=nn.GELU(), flatten=nn.Flatten(), linear=nn.Linear(144, 3)))
        assert [name for name, _ in module.named_parameters()] == given["names"]
        nn.utils.vector_to_parameters(torch.tensor(given["weights"]), module.parameters())
        images = torch.linspace(-1, 1, 5 * 64).square().view(5, 1, 8, 8)
        function, weights = functorch.make_functional(module)
        rows = functorch.vmap(functorch.jacrev(lambda w, x: function(w, x[None])[0]), (None, 0))(weights, images)
        jacobian = torch.cat([r.reshape(15, -1) for r in rows], 1)
        json.dump((jacobian @ jacobian.T).flatten().tolist(), open("functorch.json", "w"))
        """;

    private string At(params string[] path) => Path.Combine([folder, .. path]);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    private string Run(string program, params string[] arguments)
    {
        var engine = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "shared", "engine")
        );
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        if (program == "dotnet" && arguments[0].EndsWith(".dll", StringComparison.Ordinal))
            start.Environment["LD_LIBRARY_PATH"] = engine;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)} exits {process.ExitCode}\n{output}{errors.Result}"
        );
        return output;
    }
}

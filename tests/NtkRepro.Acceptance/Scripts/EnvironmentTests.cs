using System.Security.Cryptography;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>Whatever variables a person's shell has, results have the same bytes.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class EnvironmentTests(SmokeRun smoke, StagesCopy folder) : IClassFixture<StagesCopy>
{
    private const string Variables =
        "ATEN_CPU_CAPABILITY=default ONEDNN_MAX_CPU_ISA=SSE41 DNNL_MAX_CPU_ISA=SSE41 MKL_CBWR=AVX2 MKL_NUM_THREADS=2 OMP_NUM_THREADS=2 "
        + "KMP_AFFINITY=compact OPENBLAS_NUM_THREADS=2 TORCH_LINEAR_FLATTEN_3D=1 TORCH_MKLDNN_MATMUL_MIN_DIM=1 PYTORCH_JIT=0 "
        + "LD_PRELOAD=libblas.so.3 LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2 "
        + "DOTNET_EnableAVX2=0 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 TZ=Pacific/Chatham";

    private readonly StagesCopy copy = folder.Of(smoke);

    [Fact]
    public void Results_do_not_depend_on_the_variables_of_who_runs_it()
    {
        var before = Hashes();

        var (code, lines) = copy.Shell(
            $"env {Variables} ./build.sh Figures --force 'parent[*,cnn,*' 'metrics[*,cnn]' 'figures[*,cnn]' --verbosity minimal 2>/dev/null"
        );

        Assert.Equal(0, code);
        // The others are up to date: what was computed again has the bytes of before.
        Assert.All(
            new[] { "Parent 1 1 ", "Metrics 1 1 ", "Figures 1 1 " },
            line => Assert.Contains(lines, l => IsOf(line, l))
        );
        Assert.Equal(before, Hashes());
    }

    private static bool IsOf(string start, string line) => line.StartsWith(start, StringComparison.Ordinal);

    private SortedDictionary<string, string> Hashes()
    {
        var store = Path.Combine(copy.Root, "artifacts", "store");
        var files = Directory
            .EnumerateFiles(store, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".parquet" or ".safetensors" or ".svg" or ".png");
        return new(
            files.ToDictionary(
                file => Path.GetRelativePath(store, file),
                file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))
            ),
            StringComparer.Ordinal
        );
    }
}

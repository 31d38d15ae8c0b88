using System.Runtime.InteropServices;

namespace NtkRepro.Data;

public sealed class EngineEnvironmentTests
{
    [Theory]
    [InlineData("ATEN_CPU_CAPABILITY", "avx2")]
    [InlineData("ONEDNN_MAX_CPU_ISA", "AVX2")]
    [InlineData("MKL_CBWR", "COMPATIBLE")]
    public void The_libraries_find_the_settings_whoever_started_the_process(string name, string value) =>
        Assert.Equal(value, ValueOf(name));

    [Fact]
    public void They_find_nothing_else_that_they_would_read()
    {
        string[] read = ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "DNNL_MAX_CPU_ISA", "TORCH_LINEAR_FLATTEN_3D"];
        foreach (var name in read)
        {
            _ = Set(name, "1", 1);
            Environment.SetEnvironmentVariable(name, "1");
        }
        try
        {
            EngineEnvironment.Fix(Numerics.Portable);

            Assert.All(read, name => Assert.Null(ValueOf(name)));
            // What this process starts has them as they came.
            Assert.All(read, name => Assert.Equal("1", Environment.GetEnvironmentVariable(name)));
        }
        finally
        {
            foreach (var name in read)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Theory]
    [InlineData("OPENBLAS_CORETYPE")]
    [InlineData("KMP_AFFINITY")]
    [InlineData("GOMP_CPU_AFFINITY")]
    [InlineData("PYTORCH_JIT_OPT_LIMIT")]
    [InlineData("FBGEMM_ENABLE_INSTRUCTIONS")]
    [InlineData("NVIDIA_TF32_OVERRIDE")]
    [InlineData("LRU_CACHE_CAPACITY")]
    public void Families_of_variables_are_taken_from_them(string name) => Assert.True(EngineEnvironment.IsRead(name));

    [Theory]
    [InlineData("CUDA_VISIBLE_DEVICES")]
    [InlineData("HOME")]
    [InlineData("NTK_PACKAGES")]
    [InlineData("OMPI_COMM_WORLD_RANK")]
    public void Others_are_left(string name) => Assert.False(EngineEnvironment.IsRead(name));

    [Theory]
    [InlineData("LD_PRELOAD", "/usr/lib/libmkl_rt.so")]
    [InlineData("LD_AUDIT", "a.so")]
    [InlineData("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("COMPlus_EnableFMA", "0")]
    [InlineData("DOTNET_PreferredVectorBitWidth", "128")]
    [InlineData("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0")]
    public void What_took_effect_before_the_program_began_is_refused_by_name(string name, string value) =>
        Assert.StartsWith(
            $"{name}={value} in the environment can change results",
            FaultOf(name, value),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("LD_PRELOAD", "")]
    [InlineData("LD_LIBRARY_PATH", "/opt/gcc/lib64")]
    [InlineData("DOTNET_EnableWriteXorExecute", "0")]
    [InlineData("DOTNET_EnableDiagnostics", "0")]
    [InlineData("DOTNET_EnableEventPipe", "1")]
    [InlineData("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")]
    [InlineData("LANG", "de_DE.UTF-8")]
    public void What_changes_no_result_is_not(string name, string value) => Assert.Null(FaultOf(name, value));

    private static string? FaultOf(string name, string value) =>
        EngineEnvironment.Fault(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });

    private static string? ValueOf(string name) => Marshal.PtrToStringUTF8(Get(name));

    [DllImport("libc", EntryPoint = "getenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Get(string name);

    [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(string name, string value, int overwrite);
}

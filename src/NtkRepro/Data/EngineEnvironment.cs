using System.Collections;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NtkRepro.Data;

/// <summary>
/// The environment in which the engine's libraries are loaded: whatever of it could change a result is this program's, not that of who
/// starts it. Processes that this one starts are given the environment as it came, and do the same for themselves.
/// </summary>
internal static partial class EngineEnvironment
{
    // Families of variables that libtorch, oneDNN, MKL, OpenMP and CUDA's libraries read; some of them choose other instructions,
    // another order of sums or another kernel.
    private static readonly string[] Families =
    [
        "ATEN_",
        "CUBLAS_",
        "CUDNN_",
        "DNNL_",
        "FBGEMM_",
        "GOMP_",
        "GOTO_",
        "KMP_",
        "LRU_CACHE_CAPACITY",
        "MKL_",
        "NVIDIA_TF32_OVERRIDE",
        "OMP_",
        "ONEDNN_",
        "OPENBLAS_",
        "PYTORCH_",
        "TORCH_",
    ];

    private static readonly string[] Loader = ["LD_PRELOAD", "LD_AUDIT", "GLIBC_TUNABLES", "DYLD_INSERT_LIBRARIES"];

    /// <summary>
    /// What makes numerics portable: the code paths of AVX2 on every processor that has it, and matrix products that are the same on every
    /// maker's.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [new("ATEN_CPU_CAPABILITY", "avx2"), new("ONEDNN_MAX_CPU_ISA", "AVX2"), new("MKL_CBWR", "COMPATIBLE")];

    /// <summary>Whether the engine's libraries may read a variable.</summary>
    public static bool IsRead(string name) => Families.Any(family => name.StartsWith(family, StringComparison.Ordinal));

    /// <summary>
    /// Why a process with such variables must not compute: they took effect when it started, before this program could mend them.
    /// </summary>
    /// <param name="variables">Values by name.</param>
    /// <returns>A sentence; null where it may compute.</returns>
    public static string? Fault(IReadOnlyDictionary<string, string> variables)
    {
        var names = variables
            .Where(v =>
                v.Value.Length > 0 && (Loader.Contains(v.Key, StringComparer.Ordinal) || IsOfDotNet(v.Key, v.Value))
            )
            .Select(v => $"{v.Key}={v.Value}")
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count == 0
            ? null
            : $"{string.Join(", ", names)} in the environment can change results, and took effect before this program began; "
                + "start it by ./build.sh, which takes that out, or unset it";
    }

    /// <summary>Makes the environment what the libraries are to find. To be called before they are loaded.</summary>
    /// <param name="numerics">Portable numerics have the <see cref="Settings"/>; native ones leave the choice to the libraries.</param>
    /// <exception cref="InvalidOperationException">There is a <see cref="Fault"/>.</exception>
    public static void Fix(Numerics numerics)
    {
        // .NET keeps a copy from here on, which is what processes are started with.
        var variables = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string)v.Value!, StringComparer.Ordinal);
        if (Fault(variables) is { } fault)
            throw new InvalidOperationException(fault);
        foreach (var name in variables.Keys.Where(IsRead))
            Native.Unset(name);
        foreach (var (name, value) in numerics == Numerics.Portable ? Settings : [])
            Native.Set(name, value);
    }

    private static bool IsOfDotNet(string name, string value) =>
        Instructions().IsMatch(name)
        || (name == "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT" && value is not ("1" or "true"));

    // Which instructions .NET's own code may use.
    [GeneratedRegex(
        "^(DOTNET|COMPlus)_(EnableHWIntrinsic|Enable(AES|APX|AVX|BMI|FMA|GFNI|LZCNT|MOVBE|PCLMUL|POPCNT|SHA|SSE|VAES).*|.*Vector.*BitWidth)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Instructions();

    // The variables of the C library, which .NET's own methods do not reach.
    private static class Native
    {
        public static void Set(string name, string value)
        {
            if (OperatingSystem.IsWindows())
                _ = PutWindows(name, value);
            else
                _ = SetUnix(name, value, overwrite: 1);
        }

        public static void Unset(string name)
        {
            if (OperatingSystem.IsWindows())
                _ = PutWindows(name, "");
            else
                _ = UnsetUnix(name);
        }

        [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int SetUnix(string name, string value, int overwrite);

        [DllImport("libc", EntryPoint = "unsetenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int UnsetUnix(string name);

        [DllImport("ucrtbase", EntryPoint = "_putenv_s", BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int PutWindows(string name, string value);
    }
}

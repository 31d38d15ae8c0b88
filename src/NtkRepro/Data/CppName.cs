using System.Runtime.InteropServices;

namespace NtkRepro.Data;

/// <summary>Names of C++ as people write them.</summary>
internal static class CppName
{
    /// <summary>What a symbol names, <c>at::globalContext()</c>; the symbol itself where the C++ library does not say.</summary>
    public static string Of(string symbol)
    {
        if (!OperatingSystem.IsLinux())
            return symbol;
        var text = Demangle(symbol, 0, 0, out var status);
        try
        {
            return status == 0 ? Marshal.PtrToStringUTF8(text)! : symbol;
        }
        finally
        {
            Free(text);
        }
    }

    [DllImport("libstdc++.so.6", EntryPoint = "__cxa_demangle", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Demangle(string symbol, nint buffer, nint length, out int status);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(nint text);
}

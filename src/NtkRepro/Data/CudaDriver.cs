using System.Runtime.InteropServices;

namespace NtkRepro.Data;

/// <summary>What the driver of NVIDIA's GPUs says, for which libtorch need not be loaded.</summary>
internal static class CudaDriver
{
    private static readonly Lazy<bool> Found = new(Find);

    /// <summary>Whether there is a GPU that this process may use (<c>CUDA_VISIBLE_DEVICES</c>).</summary>
    public static bool HasDevice => Found.Value;

    private static bool Find()
    {
        var name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";
        if (!NativeLibrary.TryLoad(name, out var driver))
            return false;
        return NativeLibrary.TryGetExport(driver, "cuInit", out var initialise)
            && NativeLibrary.TryGetExport(driver, "cuDeviceGetCount", out var counting)
            && Marshal.GetDelegateForFunctionPointer<Initialise>(initialise)(0) == 0
            && Marshal.GetDelegateForFunctionPointer<Count>(counting)(out var devices) == 0
            && devices > 0;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Initialise(uint flags);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Count(out int devices);
}

using System.Runtime.CompilerServices;
using NtkRepro.Data;

namespace NtkRepro;

/// <summary>
/// Loads the engine's libraries before any test makes a tensor; in a run it is the workers that load them. With <c>NtkTestDevice=cuda</c> in the
/// environment, tensors are made on the first CUDA device.
/// </summary>
internal static class Engine
{
    [ModuleInitializer]
    internal static void Load()
    {
        var isOnGpu = Environment.GetEnvironmentVariable("NtkTestDevice") == "cuda";
        EngineLibraries.Load(isOnGpu ? Numerics.Native : Numerics.Portable);
        Devices.Use(isOnGpu ? DeviceChoice.Cuda : DeviceChoice.Cpu);
    }
}

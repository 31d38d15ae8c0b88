using NtkRepro.Pipeline;
using TorchSharp;

namespace NtkRepro.Data;

/// <summary>Where results have the same bytes.</summary>
public enum Numerics
{
    /// <summary>On every x86-64 Linux machine with AVX2, whatever its maker and age.</summary>
    Portable,

    /// <summary>On machines of one kind: the engine takes the fastest code that a processor has.</summary>
    Native,
}

/// <summary>What tensors are computed on.</summary>
public enum DeviceChoice
{
    /// <summary>CUDA where the engine has it, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>The first CUDA device.</summary>
    Cuda,
}

/// <summary>
/// The device of the process: tensors are made on the engine's default device, and what reads or writes their bytes takes
/// them to the CPU and back.
/// </summary>
internal static class Devices
{
    /// <summary>What the choices add to the engine's identity, for other devices and other code round differently.</summary>
    /// <param name="choice">Of the device.</param>
    /// <param name="numerics">Of the code.</param>
    /// <param name="isElsewhere">
    /// Whether other hosts compute: a device that is named need not be here then; each job looks for it.
    /// </param>
    /// <exception cref="ParameterException">There is no such device.</exception>
    public static string Variant(DeviceChoice choice, Numerics numerics, bool isElsewhere = false) =>
        $"{numerics}".ToLowerInvariant()
        + ((isElsewhere && choice == DeviceChoice.Cuda) || Resolve(choice, numerics) ? " on cuda" : "");

    /// <summary>Makes the device the engine's default.</summary>
    /// <exception cref="ParameterException">There is no such device.</exception>
    public static void Use(DeviceChoice choice, Numerics numerics) =>
        torch.set_default_device(Resolve(choice, numerics) ? torch.CUDA : torch.CPU);

    /// <summary>The same values on the default device.</summary>
    public static torch.Tensor ToDevice(this torch.Tensor host) => host.to(torch.get_default_device());

    // Whether it is CUDA.
    private static bool Resolve(DeviceChoice choice, Numerics numerics)
    {
        if (choice == DeviceChoice.Cpu)
            return false;
        var hasCuda = EngineLibraries.HasCuda && IsCudaAvailable(numerics);
        if (choice == DeviceChoice.Cuda && !hasCuda)
        {
            throw new ParameterException(
                "device",
                "this engine has no CUDA device; 'auto' or 'cpu', or a build with CUDA (see README.md)"
            );
        }
        return hasCuda;
    }

    private static bool IsCudaAvailable(Numerics numerics)
    {
        EngineLibraries.Load(numerics);
        return torch.cuda.is_available();
    }
}

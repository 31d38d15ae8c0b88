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
    // libtorch loads its linear algebra for CUDA when it is first needed, and fails where two threads need it at once.
    private static readonly Lazy<bool> LinearAlgebra = new(() =>
    {
        using var scope = torch.NewDisposeScope();
        torch.linalg.eigvalsh(torch.eye(2, dtype: torch.ScalarType.Float64, device: torch.CUDA));
        return true;
    });

    /// <summary>What the choices add to the engine's identity, for other devices and other code round differently.</summary>
    /// <param name="choice">Of the device.</param>
    /// <param name="numerics">Of the code.</param>
    /// <param name="isElsewhere">
    /// Whether other hosts compute: a device that is named need not be here then; each job looks for it.
    /// </param>
    /// <exception cref="ParameterException">There is no such device.</exception>
    public static string Variant(DeviceChoice choice, Numerics numerics, bool isElsewhere = false) =>
        $"{numerics}".ToLowerInvariant()
        + ((isElsewhere && choice == DeviceChoice.Cuda) || Resolve(choice) ? " on cuda" : "");

    /// <summary>Makes the device the engine's default. On CUDA products keep all bits of float32: TensorFloat-32 keeps ten.</summary>
    /// <exception cref="ParameterException">There is no such device.</exception>
    public static void Use(DeviceChoice choice)
    {
        var isCuda = Resolve(choice);
        if (isCuda)
        {
            if (!torch.cuda.is_available())
                throw new ParameterException(
                    "device",
                    "this libtorch cannot use the GPU: is its driver too old for it?"
                );
            _ = LinearAlgebra.Value;
            torch.backends.cuda.matmul.allow_tf32 = false;
            torch.backends.cudnn.allow_tf32 = false;
        }
        torch.set_default_device(isCuda ? torch.CUDA : torch.CPU);
    }

    /// <summary>The same values on the default device.</summary>
    public static torch.Tensor ToDevice(this torch.Tensor host) => host.to(torch.get_default_device());

    // Whether it is CUDA.
    private static bool Resolve(DeviceChoice choice)
    {
        if (choice == DeviceChoice.Cpu)
            return false;
        var hasCuda = EngineLibraries.HasCuda && CudaDriver.HasDevice;
        if (choice == DeviceChoice.Cuda && !hasCuda)
        {
            throw new ParameterException(
                "device",
                EngineLibraries.HasCuda
                    ? "libtorch finds no CUDA device here; 'auto' or 'cpu'"
                    : "this libtorch was built without CUDA; 'auto' or 'cpu', or one with CUDA by --libtorch (docs/cluster.md)"
            );
        }
        return hasCuda;
    }
}

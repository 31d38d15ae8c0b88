using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>
/// What is read and what is drawn lands on the default device: tried on libtorch's device 'meta', whose tensors have no
/// elements and do not mix with those of the CPU.
/// </summary>
[Collection(nameof(EngineThreads))]
public sealed class DefaultDeviceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-device-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Weights_begin_on_it()
    {
        var network = Oracle.Of("cnn").Network;
        OnMeta(() => [network.Initialise(0)]);
    }

    [Fact]
    public void Checkpoints_are_read_onto_it()
    {
        var path = Path.Combine(folder, "tensors.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = ones([3]) });

        OnMeta(() => SafeTensors.Load(path).Values);
    }

    private static void OnMeta(Func<IEnumerable<Tensor>> make)
    {
        using var scope = NewDisposeScope();
        var before = get_default_device();
        set_default_device(META);
        try
        {
            Assert.All(make(), tensor => Assert.Equal(META.type, tensor.device.type));
        }
        finally
        {
            set_default_device(before);
        }
    }
}

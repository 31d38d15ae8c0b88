using NtkRepro.Data;
using NtkRepro.Pipeline;
using TorchSharp;

namespace NtkRepro.Tests.Data;

/// <summary>The choice of a device.</summary>
public sealed class DevicesTests
{
    [Fact]
    public void The_cpu_adds_nothing_to_the_engines_identity() =>
        Assert.Equal("portable", Devices.Variant(DeviceChoice.Cpu, Numerics.Portable));

    [Fact]
    public void Auto_takes_cuda_where_the_engine_has_it() =>
        Assert.Equal(
            torch.cuda.is_available() ? "portable on cuda" : "portable",
            Devices.Variant(DeviceChoice.Auto, Numerics.Portable)
        );

    [Fact]
    public void Cuda_where_there_is_none_is_a_mistake_of_the_parameter()
    {
        if (torch.cuda.is_available())
        {
            Assert.Equal("portable on cuda", Devices.Variant(DeviceChoice.Cuda, Numerics.Portable));
            return;
        }
        var refusal = Assert.Throws<ParameterException>(() => Devices.Variant(DeviceChoice.Cuda, Numerics.Portable));
        Assert.Equal("device", refusal.Path);
    }
}

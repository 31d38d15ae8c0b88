using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.StandInOnly;

// Not conformance: the slice has no name for libtorch's device 'meta', whose tensors have no elements. It is there on every
// machine, so it shows that devices reach the engine.
[Collection("alone")]
public sealed class MetaDeviceTests : ScopedTest
{
    private static readonly Device Meta = new((DeviceType)14);

    private static bool IsMeta(Tensor tensor) => tensor.device.type == Meta.type;

    [Fact]
    public void Every_factory_makes_its_tensor_where_it_is_told()
    {
        Assert.True(IsMeta(zeros([2], device: Meta)));
        Assert.True(IsMeta(ones([2], device: Meta)));
        Assert.True(IsMeta(empty([2], device: Meta)));
        Assert.True(IsMeta(eye(2, device: Meta)));
        Assert.True(IsMeta(arange(2, device: Meta)));
        Assert.True(IsMeta(zeros_like(ones([2]), device: Meta)));
        Assert.True(IsMeta(tensor(new[] { 1f }, [1], device: Meta)));
        Assert.True(IsMeta(tensor(new[] { 1f }, [1], ScalarType.Float64, Meta)));
    }

    [Fact]
    public void Every_factory_follows_the_default_device_and_zeros_like_its_input()
    {
        var here = ones([2]);
        var before = get_default_device();
        try
        {
            set_default_device(Meta);
            Tensor[] made =
            [
                zeros([2]),
                ones([2]),
                empty([2]),
                eye(2),
                arange(2),
                arange(1, 2),
                tensor(new[] { 1L }, [1]),
            ];
            Assert.All(made, tensor => Assert.True(IsMeta(tensor)));
            Assert.False(IsMeta(zeros([2], device: CPU)));
            Assert.False(IsMeta(zeros_like(here)));
            Assert.False(IsMeta(here + here));
        }
        finally
        {
            set_default_device(before);
        }
    }

    [Fact]
    public void Results_are_where_their_arguments_are()
    {
        var there = ones([2, 3], device: Meta);
        Assert.True(IsMeta(there.t().mm(there)));
        Assert.Equal([3, 3], there.t().mm(there).shape);
        Assert.True(IsMeta(ones([2]).to(Meta)));
    }

    [Fact]
    public void Elements_of_another_device_are_not_read_as_if_they_were_here()
    {
        var there = ones([2], device: Meta);
        Assert.Throws<InvalidOperationException>(() => there.bytes.Length);
        Assert.Throws<InvalidOperationException>(() => there.bytes = new byte[8]);
        Assert.ThrowsAny<ExternalException>(() => there.data<float>().ToArray());
        Assert.ThrowsAny<ExternalException>(() => there.cpu());
    }

    [Fact]
    public void Tensors_of_two_devices_do_not_mix()
    {
        var (here, there) = (ones([2, 2]), ones([2, 2], device: Meta));
        Assert.Throws<ExternalException>(() => here.copy_(there));
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The default device is that of the whole process, so nothing may run beside these tests.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class DeviceTests : ScopedTest
{
    [Fact]
    public void Tensors_are_on_the_cpu_unless_told_otherwise()
    {
        Assert.Equal(DeviceType.CPU, get_default_device().type);
        Assert.Equal(DeviceType.CPU, zeros([1]).device.type);
        Assert.Equal(DeviceType.CPU, tensor(new[] { 1f }, [1]).device.type);
        Assert.Equal("cpu", ones([1], device: CPU).device.ToString());
    }

    [Fact]
    public void A_tensor_on_the_cpu_is_taken_there_without_a_copy()
    {
        var numbers = Numbers.Doubles(1, 2);
        var (moved, same) = (numbers.to(CPU), numbers.cpu());
        var copy = numbers.to(CPU, copy: true);
        numbers.mul_(10);
        Numbers.Close([2], [10, 20], moved);
        Numbers.Close([2], [10, 20], same);
        Numbers.Close([2], [1, 2], copy);
    }

    [Fact]
    public void Moving_can_dispose_its_source()
    {
        var source = Numbers.Doubles(1);
        var moved = source.to(CPU, disposeAfter: true);
        Numbers.Gone(source);
        Numbers.Close([1], [1], moved);
    }

    [Fact]
    public void The_default_device_can_be_set_for_every_thread()
    {
        var before = get_default_device();
        try
        {
            set_default_device(CPU);
            Device? seen = null;
            var thread = new Thread(() => seen = get_default_device());
            thread.Start();
            thread.Join();
            Assert.Same(CPU, seen);
        }
        finally
        {
            set_default_device(before);
        }
        Assert.Throws<ArgumentNullException>(() => set_default_device((Device)null!));
    }

    // Says something on every machine: either the device computes, or it is refused by name.
    [Fact]
    public void A_graphics_processor_computes_or_is_refused_by_name()
    {
        if (!cuda.is_available())
        {
            var error = Assert.Throws<InvalidOperationException>(() => zeros([1], device: CUDA));
            Assert.Contains("CUDA", error.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => ones([1]).to(CUDA));
            return;
        }
        var there = Numbers.Counting(3).to(CUDA);
        Assert.Equal(DeviceType.CUDA, there.device.type);
        Numbers.Close([3], [0, 2, 4], there + there.cpu().to(CUDA));
        Assert.Throws<InvalidOperationException>(() => there.bytes.Length);
        Assert.Equal([0.0, 1.0, 2.0], there.data<double>().ToArray());
    }
}

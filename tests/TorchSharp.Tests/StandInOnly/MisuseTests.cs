using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.StandInOnly;

// Not conformance only because it goes over all members, of which the package has many more.
public sealed class MisuseTests : ScopedTest
{
    private static readonly string[] Harmless =
    [
        nameof(Tensor.Dispose),
        nameof(Tensor.MoveToOuterDisposeScope),
        nameof(Tensor.DetachFromDisposeScope),
        nameof(GetHashCode),
        nameof(GetType),
        nameof(Equals),
        nameof(ToString),
    ];

    /// <summary>Each member that takes a tensor, by its signature.</summary>
    public static TheoryData<string> Members => [.. All().Select(m => m.ToString()!).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_disposed_tensor_is_an_invalid_operation(string member)
    {
        var method = Find(member);
        foreach (var place in TensorPlaces(method))
        {
            var gone = ones([2, 2]);
            gone.Dispose();
            Assert.IsType<InvalidOperationException>(Failure(method, place, gone));
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_missing_tensor_is_told_as_such(string member)
    {
        var method = Find(member);
        foreach (var place in TensorPlaces(method).Where(p => p >= 0 && !IsOptional(method.GetParameters()[p])))
            Assert.IsType<ArgumentNullException>(Failure(method, place, null));
    }

    [Fact]
    public void A_list_with_a_tensor_that_is_disposed_is_an_invalid_operation()
    {
        var (here, gone) = (ones([2], requires_grad: true), ones([2]));
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => cat([here, gone]));
        Assert.Throws<InvalidOperationException>(() => stack([here, gone]));
        Assert.Throws<InvalidOperationException>(() => autograd.grad([here.sum()], [gone]));
        Assert.Throws<InvalidOperationException>(() => autograd.grad([here], [here], [gone]));
    }

    [Fact]
    public void Empty_lists_are_refused_by_the_engine()
    {
        Assert.Throws<ExternalException>(() => cat([]));
        Assert.Throws<ExternalException>(() => stack([]));
    }

    // A tensor may be disposed while another thread computes with its storage.
    [Fact]
    public void Tensors_can_be_freed_on_any_thread_while_others_compute()
    {
        using var shared = ones([64, 64]);
        var threads = Enumerable
            .Range(0, 4)
            .Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var view = shared.narrow(0, i % 64, 1);
                    var product = view.mm(shared);
                    new Thread(product.Dispose).Start();
                    view.Dispose();
                }
            }))
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(64 * 64, shared.sum().item<float>());
    }

    private static IEnumerable<MethodInfo> All()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Type[] places = [typeof(Tensor), typeof(torch), typeof(linalg), typeof(nn.functional)];
        return places
            .SelectMany(type => type.GetMethods(Own | BindingFlags.Instance))
            .Where(method => !Harmless.Contains(method.Name) && TensorPlaces(method).Any())
            .Where(method => !IsSpan(method.ReturnParameter) && !method.GetParameters().Any(IsSpan));
    }

    private static MethodInfo Find(string member) => All().First(m => m.ToString() == member);

    // The places of tensors among the arguments; -1 is the tensor on which a method is called.
    private static IEnumerable<int> TensorPlaces(MethodInfo method)
    {
        if (!method.IsStatic)
            yield return -1;
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(Tensor))
                yield return parameter.Position;
        }
    }

    // Reflection cannot carry it.
    private static bool IsSpan(ParameterInfo parameter) => parameter.ParameterType.IsByRefLike;

    private static bool IsOptional(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static Exception? Failure(MethodInfo method, int place, Tensor? tensor)
    {
        var closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(float)) : method;
        var arguments = closed.GetParameters().Select(Argument).ToArray();
        if (place >= 0)
            arguments[place] = tensor;
        var target =
            method.IsStatic ? null
            : place < 0 ? tensor
            : ones([2, 2]);
        return Record.Exception(() => closed.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    private static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(Tensor) => ones([2, 2]),
            var type when type == typeof(Scalar) => (Scalar)1,
            var type when type == typeof(Device) => CPU,
            var type when type == typeof(long[]) => new long[] { 1, 1 },
            _ when parameter.HasDefaultValue => parameter.DefaultValue,
            var type when type.IsValueType => Activator.CreateInstance(type),
            _ => null,
        };
}

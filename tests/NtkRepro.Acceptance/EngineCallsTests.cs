using System.Reflection;

namespace NtkRepro.Acceptance;

/// <summary>
/// What the sources ask of the engine. No number is given to it as an object that the garbage collector may free while it still reads it:
/// TorchSharp does so wherever it makes a Scalar of a number by itself; <see cref="Tangents.Arithmetic"/> holds them.
/// </summary>
public sealed class EngineCallsTests
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    // Every method of TorchSharp that makes a scalar and does not hold it, or calls one that does.
    private static readonly Lazy<HashSet<string>> Unheld = new(Find);

    [Theory]
    [InlineData("NtkRepro.Tangents")]
    [InlineData("NtkRepro")]
    [InlineData("NtkRepro.Reporting")]
    public void No_source_calls_what_leaves_a_scalar_to_the_collector(string assembly)
    {
        var calls =
            from method in Methods(assembly)
            where method.DeclaringType!.FullName != typeof(Tangents.Arithmetic).FullName
            from called in Calls(method).Select(NameOf)
            where Unheld.Value.Contains(called)
            select $"{NameOf(method)} calls {called}";

        Assert.Empty(calls);
    }

    [Theory]
    [InlineData("op_Addition(TorchSharp.torch/Tensor,TorchSharp.torch/Tensor)")]
    [InlineData("op_Multiply(TorchSharp.torch/Tensor,System.Double)")]
    [InlineData("add_(TorchSharp.torch/Tensor)")]
    [InlineData("square()")]
    public void What_leaves_one_is_found_in_TorchSharp(string method) =>
        Assert.Contains($"TorchSharp.torch/Tensor TorchSharp.torch/Tensor::{method}", Unheld.Value);

    [Theory]
    [InlineData("op_Subtraction(TorchSharp.torch/Tensor,TorchSharp.torch/Tensor)")]
    [InlineData("add_(TorchSharp.torch/Tensor,TorchSharp.Scalar)")]
    [InlineData("mm(TorchSharp.torch/Tensor)")]
    public void What_leaves_none_is_not(string method) =>
        Assert.DoesNotContain($"TorchSharp.torch/Tensor TorchSharp.torch/Tensor::{method}", Unheld.Value);

    // MKL's square roots of a tensor differ between makers of processors; Tangents.Roots takes them one by one, but for a GPU's.
    [Theory]
    [InlineData("NtkRepro.Tangents")]
    [InlineData("NtkRepro")]
    public void No_source_leaves_square_roots_to_the_engine(string assembly)
    {
        string[] taking =
        [
            "sqrt",
            "sqrt_",
            "rsqrt",
            "rsqrt_",
            "norm",
            "vector_norm",
            "matrix_norm",
            "std",
            "std_mean",
            "cdist",
        ];
        var calls =
            from method in Methods(assembly)
            where method.DeclaringType!.FullName != typeof(Tangents.Roots).FullName
            from called in Calls(method)
            where taking.Contains(called.Name, StringComparer.Ordinal)
            where called.DeclaringType!.FullName!.StartsWith("TorchSharp.", StringComparison.Ordinal)
            select $"{NameOf(method)} calls {NameOf(called)}";

        Assert.Empty(calls);
    }

    private static HashSet<string> Find()
    {
        var methods = Methods("TorchSharp").ToList();
        var callers = (
            from method in methods
            from called in Calls(method)
            select (Called: NameOf(called), Caller: NameOf(method))
        ).ToLookup(call => call.Called, call => call.Caller, StringComparer.Ordinal);
        var makers = methods
            .OfType<MethodInfo>()
            .Where(m => m.ReturnType.FullName == "TorchSharp.Scalar" && m.IsStatic && m.GetParameters().Length == 1)
            .Select(NameOf);
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var open = new Queue<string>(makers); open.TryDequeue(out var method); )
        {
            if (found.Add(method))
            {
                foreach (var caller in callers[method])
                    open.Enqueue(caller);
            }
        }

        return found;
    }

    private static IEnumerable<MethodBase> Methods(string assembly) =>
        BuiltAssemblies
            .Instance.Named(assembly)
            .GetTypes()
            .SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)));

    private static IEnumerable<MethodBase> Calls(MethodBase method) => MethodBodies.Named(method).OfType<MethodBase>();

    // TorchSharp.torch/Tensor TorchSharp.torch/Tensor::add_(TorchSharp.torch/Tensor), and of a generic method its definition.
    private static string NameOf(MethodBase method)
    {
        if (method is MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false } made)
            method = made.GetGenericMethodDefinition();
        var returned = (method as MethodInfo)?.ReturnType ?? typeof(void);
        var parameters = method.GetParameters().Select(p => NameOf(p.ParameterType));
        return $"{NameOf(returned)} {NameOf(method.DeclaringType!)}::{method.Name}({string.Join(',', parameters)})";
    }

    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '/');
}

using Mono.Cecil;

namespace NtkRepro.Acceptance;

/// <summary>
/// What the sources ask of the engine. No number is given to it as an object that the garbage collector may free while it still reads it:
/// TorchSharp does so wherever it makes a Scalar of a number by itself; <see cref="Tangents.Arithmetic"/> holds them.
/// </summary>
public sealed class EngineCallsTests
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(EngineCallsTests).Assembly.Location)!;

    // Every method of TorchSharp that makes a scalar and does not hold it, or calls one that does.
    private static readonly Lazy<HashSet<string>> Unheld = new(Find);

    [Theory]
    [InlineData("NtkRepro.Tangents")]
    [InlineData("NtkRepro")]
    [InlineData("NtkRepro.Reporting")]
    public void No_source_calls_what_leaves_a_scalar_to_the_collector(string assembly)
    {
        using var module = Read(assembly);

        var calls =
            from method in Methods(module)
            where method.DeclaringType.FullName != typeof(Tangents.Arithmetic).FullName
            from called in Calls(method)
            where Unheld.Value.Contains(called)
            select $"{method.FullName} calls {called}";

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

    // MKL's square roots of a tensor differ between makers of processors; Tangents.Roots takes them one by one.
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
        using var module = Read(assembly);

        var calls =
            from method in Methods(module)
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null && taking.Contains(called.Name, StringComparer.Ordinal)
            where called.DeclaringType.FullName.StartsWith("TorchSharp.", StringComparison.Ordinal)
            select $"{method.FullName} calls {called.FullName}";

        Assert.Empty(calls);
    }

    private static HashSet<string> Find()
    {
        using var module = Read("TorchSharp");
        var callers = (
            from method in Methods(module)
            from called in Calls(method)
            select (called, method.FullName)
        ).ToLookup(call => call.called, call => call.FullName, StringComparer.Ordinal);
        var makers = Methods(module)
            .Where(m => m.ReturnType.FullName == "TorchSharp.Scalar" && m.IsStatic && m.Parameters.Count == 1)
            .Select(m => m.FullName);
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

    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(Folder, assembly + ".dll"));

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<string> Calls(MethodDefinition method) =>
        method
            .Body.Instructions.Select(i => i.Operand)
            .OfType<MethodReference>()
            .Select(m => m.GetElementMethod().FullName);
}

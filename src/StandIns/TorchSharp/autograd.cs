using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reverse-mode differentiation.</summary>
    public static class autograd
    {
        /// <summary>
        /// The products of the transposed Jacobian of <paramref name="outputs"/> with respect to each of
        /// <paramref name="inputs"/> with <paramref name="grad_outputs"/>: one tensor of its shape per input.
        /// </summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false
        )
        {
            var outs = Native.Handles(outputs);
            var ins = Native.Handles(inputs);
            var cotangents = grad_outputs is null ? [] : Native.Handles(grad_outputs);
            var gradients = new nint[ins.Length];
            Native.Check(
                Native.shim_grad(
                    outs,
                    outs.Length,
                    ins,
                    ins.Length,
                    cotangents,
                    cotangents.Length,
                    retain_graph ? 1 : 0,
                    create_graph ? 1 : 0,
                    allow_unused ? 1 : 0,
                    gradients
                )
            );
            // An unused input has no gradient: null, as upstream hands it back.
            return [.. gradients.Select(h => h == 0 ? null! : Native.Own(h))];
        }
    }
}

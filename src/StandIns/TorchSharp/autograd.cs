using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Turns the recording of operations on this thread off, until disposed.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    /// <summary>Turns the recording of operations on this thread on, until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    /// <summary>Whether operations on this thread are recorded.</summary>
    public static bool is_grad_enabled() => Native.shim_is_grad_enabled() != 0;

    /// <summary>Reverse-mode differentiation.</summary>
    public static class autograd
    {
        /// <summary>
        /// The products of the transposed Jacobian of <paramref name="outputs"/> with respect to each of
        /// <paramref name="inputs"/> with <paramref name="grad_outputs"/>: one tensor of its shape per input.
        /// </summary>
        /// <param name="outputs">What is differentiated; scalars, unless <paramref name="grad_outputs"/> is given.</param>
        /// <param name="inputs">With respect to what; each requires a gradient.</param>
        /// <param name="grad_outputs">A cotangent for each output, of its shape.</param>
        /// <param name="retain_graph">Whether the graph may be used again.</param>
        /// <param name="create_graph">Whether the gradients are recorded in turn.</param>
        /// <param name="allow_unused">
        /// Whether an input may have no part in the outputs; its gradient is then a tensor with nothing behind it.
        /// </param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The engine refused.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false
        )
        {
            Tensor[] outs = [.. outputs];
            Tensor[] ins = [.. inputs];
            Tensor[] cotangents = [.. grad_outputs ?? []];
            var gradients = new nint[ins.Length];
            var status = Native.shim_grad(
                Native.Handles(outs),
                outs.Length,
                Native.Handles(ins),
                ins.Length,
                Native.Handles(cotangents),
                cotangents.Length,
                retain_graph ? 1 : 0,
                create_graph ? 1 : 0,
                allow_unused ? 1 : 0,
                gradients
            );
            GC.KeepAlive(outs);
            GC.KeepAlive(ins);
            GC.KeepAlive(cotangents);
            Native.Check(status);
            return [.. gradients.Select(handle => new Tensor(handle))];
        }
    }

    private sealed class AutoGradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        public AutoGradMode(bool enabled) => Native.shim_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Native.shim_set_grad_enabled(before ? 1 : 0);
    }
}

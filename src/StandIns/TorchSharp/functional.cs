using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss is summed up over a batch.</summary>
        public enum Reduction : long
        {
            Mean = 1,
        }

        /// <summary>The functions of neural networks, without state.</summary>
        public static partial class functional
        {
            /// <summary>max(0, x).</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether the input becomes the output.</param>
            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? Native.shim_relu_(x) : Native.shim_relu(x);

            /// <summary>x Wᵀ + b.</summary>
            /// <param name="input">[…, inputs].</param>
            /// <param name="weights">[outputs, inputs].</param>
            /// <param name="bias">[outputs].</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Native.shim_linear(input, weights, bias);

            /// <summary>−log softmax(input)[target], in nats.</summary>
            /// <param name="input">Logits, [batch, classes].</param>
            /// <param name="target">The classes, [batch] int64, or their probabilities, [batch, classes].</param>
            /// <param name="weight">A weight per class, [classes].</param>
            /// <param name="ignore_index">The class whose examples do not count.</param>
            /// <param name="reduction">How the losses of the examples become one.</param>
            /// <param name="label_smoothing">How much of the target is spread evenly over all classes, 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0
            ) => Native.shim_cross_entropy(input, target, weight, (long)reduction, ignore_index, label_smoothing);
        }
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// (x − mean) / √(variance + eps) · weight + bias, per channel. In training the mean and the (biased) variance
            /// are those of the batch, else the running ones.
            /// </summary>
            /// <param name="input">[batch, channels, …].</param>
            /// <param name="running_mean">
            /// [channels]. Training replaces it by (1 − momentum) · running mean + momentum · mean; may be null in training.
            /// </param>
            /// <param name="running_var">[channels]. Likewise, with the unbiased variance.</param>
            /// <param name="weight">[channels]; 1 if null.</param>
            /// <param name="bias">[channels]; 0 if null.</param>
            /// <param name="training">Whether the batch's own statistics count.</param>
            /// <param name="momentum">The share of the batch in the running statistics.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input,
                Tensor? running_mean,
                Tensor? running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-5
            ) =>
                Native.shim_batch_norm(input, running_mean, running_var, weight, bias, training ? 1 : 0, momentum, eps);

            /// <summary>
            /// (x − mean) / √(variance + eps) · weight + bias, with the mean and the (biased) variance of each group of
            /// neighbouring channels of each example.
            /// </summary>
            /// <param name="input">[batch, channels, …].</param>
            /// <param name="num_groups">How many groups; a divisor of the channels.</param>
            /// <param name="weight">[channels]; 1 if null.</param>
            /// <param name="bias">[channels]; 0 if null.</param>
            /// <param name="eps">What is added to the variance.</param>
            public static Tensor group_norm(
                Tensor input,
                long num_groups,
                Tensor? weight = null,
                Tensor? bias = null,
                double eps = 1e-5
            ) => Native.shim_group_norm(input, num_groups, weight, bias, eps);
        }
    }
}

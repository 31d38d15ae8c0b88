using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>How values beyond a tensor's edge are made up.</summary>
public enum PaddingModes
{
    Constant = 0,
}

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss is summed up over a batch.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        /// <summary>The functions of neural networks, without state.</summary>
        public static class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => Native.Own(Native.shim_relu(x.Handle));

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Native.Own(Native.shim_linear(input.Handle, weights.Handle, bias?.Handle ?? 0));

            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1
            )
            {
                strides ??= [1];
                padding ??= [0];
                dilation ??= [1];
                return Native.Own(
                    Native.shim_conv2d(
                        input.Handle,
                        weight.Handle,
                        bias?.Handle ?? 0,
                        strides,
                        strides.Length,
                        padding,
                        padding.Length,
                        dilation,
                        dilation.Length,
                        groups
                    )
                );
            }

            public static Tensor conv_transpose2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? output_padding = null,
                long[]? dilation = null,
                long groups = 1
            )
            {
                strides ??= [1, 1];
                padding ??= [0, 0];
                output_padding ??= [0, 0];
                dilation ??= [1, 1];
                return Native.Own(
                    Native.shim_conv_transpose2d(
                        input.Handle,
                        weight.Handle,
                        bias?.Handle ?? 0,
                        strides,
                        strides.Length,
                        padding,
                        padding.Length,
                        output_padding,
                        output_padding.Length,
                        groups,
                        dilation,
                        dilation.Length
                    )
                );
            }

            public static Tensor max_pool2d(
                Tensor input,
                long kernel_size,
                long? stride = null,
                long padding = 0,
                long dilation = 1,
                bool ceil_mode = false
            )
            {
                Slice(padding == 0 && dilation == 1 && !ceil_mode);
                var step = stride ?? kernel_size;
                return Native.Own(Native.shim_max_pool2d(input.Handle, [kernel_size, kernel_size], 2, [step, step], 2));
            }

            public static unsafe (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input,
                long[] kernel_size,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                bool ceil_mode = false
            )
            {
                Slice(padding is null && dilation is null && !ceil_mode);
                strides ??= kernel_size;
                nint indices;
                var output = Native.shim_max_pool2d_with_indices(
                    input.Handle,
                    kernel_size,
                    kernel_size.Length,
                    strides,
                    strides.Length,
                    &indices
                );
                return (Native.Own(output), Native.Own(indices));
            }

            public static Tensor pad(
                Tensor input,
                (long, long, long, long) pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) => Native.Own(Native.shim_pad(input.Handle, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], 4, value));

            public static Tensor log_softmax(Tensor x, long dim) => Native.Own(Native.shim_log_softmax(x.Handle, dim));

            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0
            )
            {
                Slice(weight is null && ignore_index == -100 && label_smoothing == 0.0);
                return Native.Own(Native.shim_cross_entropy(input.Handle, target.Handle, (long)reduction));
            }

            // What the slice leaves out is refused, never ignored.
            private static void Slice(bool covered)
            {
                if (!covered)
                    throw new NotSupportedException("the TorchSharp stand-in does not cover this argument");
            }
        }
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <param name="input">[batch, inputs, height, width].</param>
            /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width].</param>
            /// <param name="bias">[outputs].</param>
            /// <param name="strides">One number, or one for each axis.</param>
            /// <param name="padding">Zeros on either side; one number, or one for each axis.</param>
            /// <param name="dilation">The distance between the taps; one number, or one for each axis.</param>
            /// <param name="groups">Into how many independent groups the channels fall.</param>
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
                return Native.shim_conv2d(
                    input,
                    weight,
                    bias,
                    strides,
                    strides.Length,
                    padding,
                    padding.Length,
                    dilation,
                    dilation.Length,
                    groups
                );
            }

            /// <summary>The transpose of the linear map <see cref="conv2d"/> with the same weight.</summary>
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
                return Native.shim_conv_transpose2d(
                    input,
                    weight,
                    bias,
                    strides,
                    strides.Length,
                    padding,
                    padding.Length,
                    output_padding,
                    output_padding.Length,
                    groups,
                    dilation,
                    dilation.Length
                );
            }

            public static Tensor max_pool2d(
                Tensor input,
                long kernel_size,
                long? stride = null,
                long? padding = null,
                long? dilation = null,
                bool ceil_mode = false
            ) =>
                Native.shim_max_pool2d(
                    input,
                    [kernel_size],
                    1,
                    [stride ?? kernel_size],
                    1,
                    [padding ?? 0],
                    1,
                    [dilation ?? 1],
                    1,
                    ceil_mode ? 1 : 0
                );

            /// <summary>The largest value of each window and its place in the plane, row · width + column (int64).</summary>
            public static unsafe (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input,
                long[] kernel_size,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                bool ceil_mode = false
            )
            {
                strides ??= kernel_size;
                padding ??= [0];
                dilation ??= [1];
                nint indices;
                var output = Native.shim_max_pool2d_with_indices(
                    input,
                    kernel_size,
                    kernel_size.Length,
                    strides,
                    strides.Length,
                    padding,
                    padding.Length,
                    dilation,
                    dilation.Length,
                    ceil_mode ? 1 : 0,
                    &indices
                );
                return (output, Native.Own(indices));
            }
        }
    }
}

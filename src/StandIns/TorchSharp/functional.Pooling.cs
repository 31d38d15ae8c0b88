using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
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

            /// <summary>The mean of each window.</summary>
            /// <param name="input">[batch, channels, height, width].</param>
            /// <param name="kernel_size">The window, one number for both axes.</param>
            /// <param name="stride">The distance between windows; the window itself, unless told otherwise.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="ceil_mode">Whether a window may stand out over the lower or right edge.</param>
            /// <param name="count_include_pad">Whether the zeros count in the mean.</param>
            /// <param name="divisor_override">What to divide a window's sum by, instead of its size.</param>
            public static Tensor avg_pool2d(
                Tensor input,
                long kernel_size,
                long? stride = null,
                long padding = 0,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null
            ) =>
                avg_pool2d(
                    input,
                    [kernel_size, kernel_size],
                    stride is null ? null : [stride.Value, stride.Value],
                    [padding, padding],
                    ceil_mode,
                    count_include_pad,
                    divisor_override
                );

            public static Tensor avg_pool2d(
                Tensor input,
                long[] kernel_size,
                long[]? stride = null,
                long[]? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null
            )
            {
                stride ??= kernel_size;
                padding ??= [0];
                return Native.shim_avg_pool2d(
                    input,
                    kernel_size,
                    kernel_size.Length,
                    stride,
                    stride.Length,
                    padding,
                    padding.Length,
                    ceil_mode ? 1 : 0,
                    count_include_pad ? 1 : 0,
                    divisor_override ?? 0
                );
            }
        }
    }
}

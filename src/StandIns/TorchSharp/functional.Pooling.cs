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
        }
    }
}

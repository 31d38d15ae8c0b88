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

            /// <summary>Puts <paramref name="value"/> around the last axes.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="pad">
            /// How many before and after: of the last axis, then of the last but one, and so on. Six numbers pad the width,
            /// the height and the channels of images. A negative number cuts off.
            /// </param>
            /// <param name="mode">How the values are made up.</param>
            /// <param name="value">The value that is put.</param>
            /// <exception cref="NotSupportedException">Another mode than a constant, which the stand-in does not cover.</exception>
            public static Tensor pad(
                Tensor input,
                long[] pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) =>
                mode == PaddingModes.Constant
                    ? Native.shim_pad(input, pad, pad.Length, value)
                    : throw new NotSupportedException($"the TorchSharp stand-in does not cover padding mode {mode}");

            /// <summary>Puts <paramref name="value"/> around the last two axes: left, right, top, bottom.</summary>
            public static Tensor pad(
                Tensor input,
                (long, long, long, long) pad,
                PaddingModes mode = PaddingModes.Constant,
                double value = 0
            ) => functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);
        }
    }
}

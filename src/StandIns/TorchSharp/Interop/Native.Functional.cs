using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Native
{
    [LibraryImport(Lib)]
    public static partial Tensor shim_pad(Tensor x, ReadOnlySpan<long> pad, long padCount, double value);

    [LibraryImport(Lib)]
    public static partial Tensor shim_linear(
        Tensor x,
        Tensor weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_conv2d(
        Tensor x,
        Tensor weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> dilation,
        long dilationCount,
        long groups
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_conv_transpose2d(
        Tensor x,
        Tensor weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> outputPadding,
        long outputPaddingCount,
        long groups,
        ReadOnlySpan<long> dilation,
        long dilationCount
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_max_pool2d(
        Tensor x,
        ReadOnlySpan<long> kernel,
        long kernelCount,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> dilation,
        long dilationCount,
        int ceil
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_max_pool2d_with_indices(
        Tensor x,
        ReadOnlySpan<long> kernel,
        long kernelCount,
        ReadOnlySpan<long> stride,
        long strideCount,
        ReadOnlySpan<long> padding,
        long paddingCount,
        ReadOnlySpan<long> dilation,
        long dilationCount,
        int ceil,
        nint* indices
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_batch_norm(
        Tensor x,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? mean,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? variance,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        int training,
        double momentum,
        double eps
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_group_norm(
        Tensor x,
        long groups,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? weight,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias,
        double eps
    );

    [LibraryImport(Lib)]
    public static partial Tensor shim_softmax(Tensor x, long dim, sbyte dtype);

    [LibraryImport(Lib)]
    public static partial Tensor shim_cross_entropy(
        Tensor x,
        Tensor target,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? weight,
        long reduction,
        long ignoreIndex,
        double labelSmoothing
    );
}

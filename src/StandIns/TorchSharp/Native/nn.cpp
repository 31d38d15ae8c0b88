// Functions of neural networks: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

Handle shim_pad(Handle x, const int64_t* pad, int64_t count, double value) {
    return wrap([&] { return at::constant_pad_nd(ref(x), longs(pad, count), value); });
}

Handle shim_linear(Handle x, Handle weight, Handle bias) { return wrap([&] { return at::linear(ref(x), ref(weight), maybe(bias)); }); }

Handle shim_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int64_t stride_n, const int64_t* padding,
                   int64_t padding_n, const int64_t* dilation, int64_t dilation_n, int64_t groups) {
    return wrap([&] {
        return at::conv2d(ref(x), ref(weight), maybe(bias), longs(stride, stride_n), longs(padding, padding_n),
                          longs(dilation, dilation_n), groups);
    });
}

Handle shim_conv_transpose2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int64_t stride_n,
                             const int64_t* padding, int64_t padding_n, const int64_t* output_padding, int64_t output_n,
                             int64_t groups, const int64_t* dilation, int64_t dilation_n) {
    return wrap([&] {
        return at::conv_transpose2d(ref(x), ref(weight), maybe(bias), longs(stride, stride_n), longs(padding, padding_n),
                                    longs(output_padding, output_n), groups, longs(dilation, dilation_n));
    });
}

Handle shim_max_pool2d(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride, int64_t stride_n,
                       const int64_t* padding, int64_t padding_n, const int64_t* dilation, int64_t dilation_n,
                       int32_t ceil) {
    return wrap([&] {
        return at::max_pool2d(ref(x), longs(kernel, kernel_n), longs(stride, stride_n), longs(padding, padding_n),
                              longs(dilation, dilation_n), ceil != 0);
    });
}

Handle shim_max_pool2d_with_indices(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride,
                                    int64_t stride_n, const int64_t* padding, int64_t padding_n,
                                    const int64_t* dilation, int64_t dilation_n, int32_t ceil, Handle* indices) {
    return wrap_pair(indices, [&] {
        return at::max_pool2d_with_indices(ref(x), longs(kernel, kernel_n), longs(stride, stride_n),
                                           longs(padding, padding_n), longs(dilation, dilation_n), ceil != 0);
    });
}

// Training writes to the running statistics, where there are any.
Handle shim_batch_norm(Handle x, Handle mean, Handle variance, Handle weight, Handle bias, int32_t training,
                       double momentum, double eps) {
    return wrap([&] {
        return at::batch_norm(ref(x), maybe(weight), maybe(bias), maybe(mean), maybe(variance), training != 0, momentum, eps,
                              false);
    });
}

Handle shim_group_norm(Handle x, int64_t groups, Handle weight, Handle bias, double eps) {
    return wrap([&] { return at::group_norm(ref(x), groups, maybe(weight), maybe(bias), eps, false); });
}

Handle shim_softmax(Handle x, int64_t dim, int8_t dtype) {
    return wrap([&] { return at::softmax(ref(x), dim, maybe_type(dtype)); });
}

Handle shim_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore_index,
                          double label_smoothing) {
    return wrap([&] { return at::cross_entropy_loss(ref(x), ref(target), maybe(weight), reduction, ignore_index, label_smoothing); });
}

}  // extern "C"

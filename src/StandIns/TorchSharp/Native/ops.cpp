// Operations: each forwards to the ATen function of the same name.
#include "shim.h"

#include <cstring>

using namespace shim;

namespace {

// A dtype of -1 means "as the input".
c10::optional<at::ScalarType> maybe_type(int8_t dtype) {
    return dtype < 0 ? c10::nullopt : c10::make_optional(static_cast<at::ScalarType>(dtype));
}

c10::optional<at::Tensor> maybe(Handle tensor) { return tensor ? c10::make_optional(*tensor) : c10::nullopt; }

at::Scalar scalar(Number number) {
    if (!number.is_floating_point) return at::Scalar(number.bits);
    double value;
    std::memcpy(&value, &number.bits, sizeof value);
    return at::Scalar(value);
}

}  // namespace

#define UNARY(name) \
    Handle shim_##name(Handle x) { return wrap([&] { return x->name(); }); }
#define BINARY(name) \
    Handle shim_##name(Handle x, Handle y) { return wrap([&] { return x->name(*y); }); }
#define BINARY_SCALAR(name) \
    Handle shim_##name##_scalar(Handle x, Number y) { return wrap([&] { return x->name(scalar(y)); }); }

extern "C" {

// Elementwise.

UNARY(abs)
UNARY(exp)
UNARY(sqrt)
UNARY(relu)
UNARY(neg)
UNARY(isfinite)
BINARY(sub)
BINARY(mul)
BINARY(div)
BINARY(eq)
BINARY(ne)
BINARY_SCALAR(add)
BINARY_SCALAR(sub)
BINARY_SCALAR(mul)
BINARY_SCALAR(div)
BINARY_SCALAR(eq)
BINARY_SCALAR(gt)
BINARY_SCALAR(pow)

Handle shim_add(Handle x, Handle y, Number alpha) { return wrap([&] { return x->add(*y, scalar(alpha)); }); }

// In place.

int64_t shim_add_(Handle x, Handle y, Number alpha) { return status([&] { x->add_(*y, scalar(alpha)); }); }
int64_t shim_mul_scalar_(Handle x, Number y) { return status([&] { x->mul_(scalar(y)); }); }
int64_t shim_copy_(Handle x, Handle source) { return status([&] { x->copy_(*source); }); }
int64_t shim_addmm_(Handle x, Handle a, Handle b, double beta, double alpha) {
    return status([&] { x->addmm_(*a, *b, beta, alpha); });
}

// Reductions.

UNARY(mean)
UNARY(all)
BINARY(dot)
Handle shim_sum(Handle x, int8_t dtype) { return wrap([&] { return x->sum(maybe_type(dtype)); }); }
Handle shim_argmax(Handle x, int64_t dim, int32_t keep) { return wrap([&] { return x->argmax(dim, keep != 0); }); }
Handle shim_norm(Handle x, double p) { return wrap([&] { return x->norm(at::Scalar(p)); }); }

Handle shim_sum_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->sum(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

Handle shim_mean_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->mean(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

// Shape, selection and type.

UNARY(contiguous)
UNARY(clone)
UNARY(t)
Handle shim_reshape(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return x->reshape(longs(sizes, n)); }); }
Handle shim_view(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return x->view(longs(sizes, n)); }); }
Handle shim_expand(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return x->expand(longs(sizes, n)); }); }
Handle shim_permute(Handle x, const int64_t* dims, int64_t n) { return wrap([&] { return x->permute(longs(dims, n)); }); }
Handle shim_transpose(Handle x, int64_t a, int64_t b) { return wrap([&] { return x->transpose(a, b); }); }
Handle shim_unsqueeze(Handle x, int64_t dim) { return wrap([&] { return x->unsqueeze(dim); }); }
Handle shim_narrow(Handle x, int64_t dim, int64_t start, int64_t length) {
    return wrap([&] { return x->narrow(dim, start, length); });
}
Handle shim_slice(Handle x, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return wrap([&] { return x->slice(dim, start, finish, step); });
}
Handle shim_select(Handle x, int64_t dim, int64_t index) { return wrap([&] { return x->select(dim, index); }); }
Handle shim_index_select(Handle x, int64_t dim, Handle index) { return wrap([&] { return x->index_select(dim, *index); }); }
Handle shim_unfold(Handle x, int64_t dim, int64_t size, int64_t step) {
    return wrap([&] { return x->unfold(dim, size, step); });
}
Handle shim_to_type(Handle x, int8_t dtype, int32_t copy) {
    return wrap([&] { return x->to(static_cast<at::ScalarType>(dtype), false, copy != 0); });
}
Handle shim_cat(const Handle* list, int64_t count, int64_t dim) { return wrap([&] { return at::cat(tensors(list, count), dim); }); }
Handle shim_stack(const Handle* list, int64_t count, int64_t dim) {
    return wrap([&] { return at::stack(tensors(list, count), dim); });
}
Handle shim_pad(Handle x, const int64_t* pad, int64_t count, double value) {
    return wrap([&] { return at::constant_pad_nd(*x, longs(pad, count), value); });
}

// Products.

BINARY(mm)
BINARY(bmm)
BINARY(matmul)
Handle shim_linear(Handle x, Handle weight, Handle bias) { return wrap([&] { return at::linear(*x, *weight, maybe(bias)); }); }

// Neural network functions.

Handle shim_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int64_t stride_n, const int64_t* padding,
                   int64_t padding_n, const int64_t* dilation, int64_t dilation_n, int64_t groups) {
    return wrap([&] {
        return at::conv2d(*x, *weight, maybe(bias), longs(stride, stride_n), longs(padding, padding_n),
                          longs(dilation, dilation_n), groups);
    });
}

Handle shim_conv_transpose2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int64_t stride_n,
                             const int64_t* padding, int64_t padding_n, const int64_t* output_padding, int64_t output_n,
                             int64_t groups, const int64_t* dilation, int64_t dilation_n) {
    return wrap([&] {
        return at::conv_transpose2d(*x, *weight, maybe(bias), longs(stride, stride_n), longs(padding, padding_n),
                                    longs(output_padding, output_n), groups, longs(dilation, dilation_n));
    });
}

Handle shim_max_pool2d(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride, int64_t stride_n,
                       const int64_t* padding, int64_t padding_n, const int64_t* dilation, int64_t dilation_n,
                       int32_t ceil) {
    return wrap([&] {
        return at::max_pool2d(*x, longs(kernel, kernel_n), longs(stride, stride_n), longs(padding, padding_n),
                              longs(dilation, dilation_n), ceil != 0);
    });
}

// Two results: the values are returned, the indices are written to `indices`.
Handle shim_max_pool2d_with_indices(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride,
                                    int64_t stride_n, const int64_t* padding, int64_t padding_n,
                                    const int64_t* dilation, int64_t dilation_n, int32_t ceil, Handle* indices) {
    return wrap([&] {
        auto [values, index] =
            at::max_pool2d_with_indices(*x, longs(kernel, kernel_n), longs(stride, stride_n), longs(padding, padding_n),
                                        longs(dilation, dilation_n), ceil != 0);
        *indices = own(std::move(index));
        return values;
    });
}

Handle shim_softmax(Handle x, int64_t dim, int8_t dtype) {
    return wrap([&] { return at::softmax(*x, dim, maybe_type(dtype)); });
}

Handle shim_log_softmax(Handle x, int64_t dim) { return wrap([&] { return at::log_softmax(*x, dim); }); }

Handle shim_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore_index,
                          double label_smoothing) {
    return wrap([&] { return at::cross_entropy_loss(*x, *target, maybe(weight), reduction, ignore_index, label_smoothing); });
}

}  // extern "C"

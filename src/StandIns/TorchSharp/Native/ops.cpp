// Operations: each forwards to the ATen function of the same name.
#include "shim.h"

using namespace shim;

namespace {

at::ScalarType scalar_type(int8_t dtype) { return static_cast<at::ScalarType>(dtype); }

// A dtype of -1 means "as the input".
c10::optional<at::ScalarType> maybe_type(int8_t dtype) {
    return dtype < 0 ? c10::nullopt : c10::make_optional(scalar_type(dtype));
}

c10::optional<at::Tensor> maybe(Handle tensor) { return tensor ? c10::make_optional(*tensor) : c10::nullopt; }

}  // namespace

#define UNARY(name) \
    Handle shim_##name(Handle x) { return wrap([&] { return x->name(); }); }
#define BINARY(name) \
    Handle shim_##name(Handle x, Handle y) { return wrap([&] { return x->name(*y); }); }
#define BINARY_SCALAR(name) \
    Handle shim_##name##_scalar(Handle x, double y) { return wrap([&] { return x->name(at::Scalar(y)); }); }

extern "C" {

// Elementwise.

UNARY(abs)
UNARY(exp)
UNARY(sqrt)
UNARY(relu)
UNARY(neg)
BINARY(mul)
BINARY(div)
BINARY(eq)
BINARY(ne)
BINARY_SCALAR(mul)
BINARY_SCALAR(div)
BINARY_SCALAR(eq)
BINARY_SCALAR(gt)
BINARY_SCALAR(pow)

Handle shim_isfinite(Handle x) { return wrap([&] { return at::isfinite(*x); }); }
Handle shim_add(Handle x, Handle y, double alpha) { return wrap([&] { return x->add(*y, alpha); }); }
Handle shim_sub(Handle x, Handle y) { return wrap([&] { return x->sub(*y); }); }
Handle shim_add_scalar(Handle x, double y) { return wrap([&] { return x->add(at::Scalar(y)); }); }

// In place: the result is a new handle on the same storage, as TorchSharp has it.

Handle shim_add_(Handle x, Handle y, double alpha) { return wrap([&] { return x->add_(*y, alpha); }); }
Handle shim_mul_(Handle x, double y) { return wrap([&] { return x->mul_(at::Scalar(y)); }); }
Handle shim_div_(Handle x, double y) { return wrap([&] { return x->div_(at::Scalar(y)); }); }
Handle shim_zero_(Handle x) { return wrap([&] { return x->zero_(); }); }
Handle shim_copy_(Handle x, Handle source) { return wrap([&] { return x->copy_(*source); }); }
Handle shim_addmm_(Handle x, Handle a, Handle b, double beta, double alpha) {
    return wrap([&] { return x->addmm_(*a, *b, beta, alpha); });
}

// Reductions.

Handle shim_sum(Handle x, int8_t dtype) { return wrap([&] { return x->sum(maybe_type(dtype)); }); }
Handle shim_mean(Handle x) { return wrap([&] { return x->mean(); }); }
Handle shim_all(Handle x) { return wrap([&] { return x->all(); }); }
Handle shim_argmax(Handle x, int64_t dim, int32_t keep) { return wrap([&] { return x->argmax(dim, keep != 0); }); }
Handle shim_norm(Handle x, double p) { return wrap([&] { return x->norm(at::Scalar(p)); }); }
Handle shim_dot(Handle x, Handle y) { return wrap([&] { return x->dot(*y); }); }
Handle shim_trace(Handle x) { return wrap([&] { return x->trace(); }); }

Handle shim_sum_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->sum(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

Handle shim_mean_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->mean(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

// Shape, selection and type.

UNARY(contiguous)
UNARY(clone)
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
Handle shim_unfold_dim(Handle x, int64_t dim, int64_t size, int64_t step) {
    return wrap([&] { return x->unfold(dim, size, step); });
}
Handle shim_to_type(Handle x, int8_t dtype, int32_t copy) {
    return wrap([&] { return x->to(scalar_type(dtype), false, copy != 0); });
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

Handle shim_max_pool2d(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride, int64_t stride_n) {
    return wrap([&] { return at::max_pool2d(*x, longs(kernel, kernel_n), longs(stride, stride_n)); });
}

// Two results: the values are returned, the indices are written to `indices`.
Handle shim_max_pool2d_with_indices(Handle x, const int64_t* kernel, int64_t kernel_n, const int64_t* stride,
                                    int64_t stride_n, Handle* indices) {
    return wrap([&] {
        auto [values, index] = at::max_pool2d_with_indices(*x, longs(kernel, kernel_n), longs(stride, stride_n));
        *indices = new at::Tensor(std::move(index));
        count_handle(1);
        return values;
    });
}

Handle shim_softmax(Handle x, int64_t dim) { return wrap([&] { return at::softmax(*x, dim); }); }
Handle shim_log_softmax(Handle x, int64_t dim) { return wrap([&] { return at::log_softmax(*x, dim); }); }
Handle shim_cross_entropy(Handle x, Handle target, int64_t reduction) {
    return wrap([&] { return at::cross_entropy_loss(*x, *target, {}, reduction); });
}

}  // extern "C"

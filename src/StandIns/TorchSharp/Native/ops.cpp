// Elementwise operations and reductions: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

// Elementwise.

UNARY(abs)
UNARY(sqrt)
UNARY(relu)
UNARY(relu_)
UNARY(neg)
UNARY(isfinite)
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(div)
BINARY(maximum)
BINARY(eq)
BINARY(ne)
BINARY_SCALAR(add)
BINARY_SCALAR(sub)
BINARY_SCALAR(mul)
BINARY_SCALAR(div)
BINARY_SCALAR(gt)
BINARY_SCALAR(pow)

// In place.

INPLACE(mul_)
INPLACE(copy_)
INPLACE_SCALAR(add_scalar_, add_)
INPLACE_SCALAR(mul_scalar_, mul_)
int64_t shim_add_(Handle x, Handle y, Number alpha) { return status([&] { ref(x).add_(ref(y), scalar(alpha)); }); }

// Reductions.

UNARY(mean)
UNARY(all)
UNARY(max)
Handle shim_sum(Handle x, int8_t dtype) { return wrap([&] { return ref(x).sum(maybe_type(dtype)); }); }
Handle shim_argmax(Handle x, int64_t dim, int32_t keep) { return wrap([&] { return ref(x).argmax(dim, keep != 0); }); }
Handle shim_norm(Handle x, double p) { return wrap([&] { return ref(x).norm(at::Scalar(p)); }); }

Handle shim_sum_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return ref(x).sum(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

Handle shim_mean_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return ref(x).mean(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

}  // extern "C"

// Elementwise operations and reductions: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

namespace {

// How a quotient is rounded: 0 not at all, 1 towards zero, 2 downwards.
c10::optional<c10::string_view> rounding(int32_t mode) {
    if (mode == 0) return c10::nullopt;
    return c10::string_view(mode == 1 ? "trunc" : "floor");
}

}  // namespace

extern "C" {

// Elementwise.

UNARY(abs)
UNARY(exp)
UNARY(log)
UNARY(sqrt)
UNARY(rsqrt)
UNARY(reciprocal)
UNARY(relu)
UNARY(relu_)
UNARY(neg)
UNARY(isfinite)
UNARY(isnan)
BINARY(sub)
BINARY(mul)
BINARY(maximum)
BINARY(minimum)
BINARY(eq)
BINARY(ne)
BINARY(gt)
BINARY(ge)
BINARY(lt)
BINARY(le)
BINARY(logical_xor)
BINARY_SCALAR(add)
BINARY_SCALAR(sub)
BINARY_SCALAR(mul)
BINARY_SCALAR(eq)
BINARY_SCALAR(ne)
BINARY_SCALAR(gt)
BINARY_SCALAR(ge)
BINARY_SCALAR(lt)
BINARY_SCALAR(le)
BINARY_SCALAR(pow)

Handle shim_add(Handle x, Handle y, Number alpha) { return wrap([&] { return x->add(*y, scalar(alpha)); }); }
Handle shim_div(Handle x, Handle y, int32_t mode) { return wrap([&] { return x->div(*y, rounding(mode)); }); }
Handle shim_div_scalar(Handle x, Number y, int32_t mode) { return wrap([&] { return x->div(scalar(y), rounding(mode)); }); }
Handle shim_lerp(Handle x, Handle end, Handle weight) { return wrap([&] { return x->lerp(*end, *weight); }); }
Handle shim_addcmul(Handle x, Handle a, Handle b, Number value) {
    return wrap([&] { return x->addcmul(*a, *b, scalar(value)); });
}
Handle shim_where(Handle condition, Handle x, Handle y) { return wrap([&] { return at::where(*condition, *x, *y); }); }

// In place.

INPLACE(sub_)
INPLACE(mul_)
INPLACE(copy_)
INPLACE_SCALAR(add_scalar_, add_)
INPLACE_SCALAR(sub_scalar_, sub_)
INPLACE_SCALAR(mul_scalar_, mul_)
int64_t shim_add_(Handle x, Handle y, Number alpha) { return status([&] { x->add_(*y, scalar(alpha)); }); }
int64_t shim_div_(Handle x, Handle y, int32_t mode) { return status([&] { x->div_(*y, rounding(mode)); }); }
int64_t shim_div_scalar_(Handle x, Number y, int32_t mode) { return status([&] { x->div_(scalar(y), rounding(mode)); }); }
int64_t shim_addcmul_(Handle x, Handle a, Handle b, Number value) {
    return status([&] { x->addcmul_(*a, *b, scalar(value)); });
}

// Reductions.

UNARY(mean)
UNARY(all)
UNARY(max)
UNARY(min)
Handle shim_sum(Handle x, int8_t dtype) { return wrap([&] { return x->sum(maybe_type(dtype)); }); }
Handle shim_argmax(Handle x, int64_t dim, int32_t keep) { return wrap([&] { return x->argmax(dim, keep != 0); }); }
Handle shim_norm(Handle x, double p) { return wrap([&] { return x->norm(at::Scalar(p)); }); }
Handle shim_cumsum(Handle x, int64_t dim, int8_t dtype) { return wrap([&] { return x->cumsum(dim, maybe_type(dtype)); }); }

Handle shim_sum_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->sum(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

Handle shim_mean_dims(Handle x, const int64_t* dims, int64_t count, int32_t keep, int8_t dtype) {
    return wrap([&] { return x->mean(longs(dims, count), keep != 0, maybe_type(dtype)); });
}

// No axes at all stand for all of them.
Handle shim_var(Handle x, const int64_t* dims, int64_t count, int32_t unbiased, int32_t keep) {
    return wrap([&] { return x->var(longs(dims, count), unbiased != 0, keep != 0); });
}

Handle shim_amax(Handle x, const int64_t* dims, int64_t count, int32_t keep) {
    return wrap([&] { return x->amax(longs(dims, count), keep != 0); });
}

Handle shim_amin(Handle x, const int64_t* dims, int64_t count, int32_t keep) {
    return wrap([&] { return x->amin(longs(dims, count), keep != 0); });
}

Handle shim_max_dim(Handle x, int64_t dim, int32_t keep, Handle* indices) {
    return wrap_pair(indices, [&] { return x->max(dim, keep != 0); });
}

Handle shim_min_dim(Handle x, int64_t dim, int32_t keep, Handle* indices) {
    return wrap_pair(indices, [&] { return x->min(dim, keep != 0); });
}

}  // extern "C"

// What the operations share: arguments on their way to ATen, and operations of a common form in a line.
#pragma once

#include "shim.h"

#include <cstring>

namespace shim {

// A dtype of -1 means "as the input".
inline c10::optional<at::ScalarType> maybe_type(int8_t dtype) {
    return dtype == -1 ? c10::nullopt : c10::make_optional(type(dtype));
}

inline c10::optional<at::Tensor> maybe(Handle tensor) { return tensor ? c10::make_optional(*tensor) : c10::nullopt; }

inline at::Scalar scalar(Number number) {
    if (!number.is_floating_point) return at::Scalar(number.bits);
    double value;
    std::memcpy(&value, &number.bits, sizeof value);
    return at::Scalar(value);
}

// Two results: the first is returned, the second is written to `second`.
template <class F>
Handle wrap_pair(Handle* second, F&& make) {
    return wrap([&] {
        auto [first, other] = make();
        *second = own(std::move(other));
        return std::move(first);
    });
}

}  // namespace shim

#define UNARY(name) \
    Handle shim_##name(Handle x) { return wrap([&] { return ref(x).name(); }); }
#define BINARY(name) \
    Handle shim_##name(Handle x, Handle y) { return wrap([&] { return ref(x).name(ref(y)); }); }
#define BINARY_SCALAR(name) \
    Handle shim_##name##_scalar(Handle x, Number y) { return wrap([&] { return ref(x).name(scalar(y)); }); }
#define INPLACE(name) \
    int64_t shim_##name(Handle x, Handle y) { return status([&] { ref(x).name(ref(y)); }); }
#define INPLACE_SCALAR(name, method) \
    int64_t shim_##name(Handle x, Number y) { return status([&] { ref(x).method(scalar(y)); }); }

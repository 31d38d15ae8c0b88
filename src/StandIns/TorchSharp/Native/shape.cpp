// Shape, selection and type: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

UNARY(contiguous)
UNARY(clone)
UNARY(t)
Handle shim_reshape(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return ref(x).reshape(longs(sizes, n)); }); }
Handle shim_view(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return ref(x).view(longs(sizes, n)); }); }
Handle shim_expand(Handle x, const int64_t* sizes, int64_t n) { return wrap([&] { return ref(x).expand(longs(sizes, n)); }); }
Handle shim_permute(Handle x, const int64_t* dims, int64_t n) { return wrap([&] { return ref(x).permute(longs(dims, n)); }); }
Handle shim_transpose(Handle x, int64_t a, int64_t b) { return wrap([&] { return ref(x).transpose(a, b); }); }
Handle shim_unsqueeze(Handle x, int64_t dim) { return wrap([&] { return ref(x).unsqueeze(dim); }); }
Handle shim_narrow(Handle x, int64_t dim, int64_t start, int64_t length) {
    return wrap([&] { return ref(x).narrow(dim, start, length); });
}
Handle shim_slice(Handle x, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return wrap([&] { return ref(x).slice(dim, start, finish, step); });
}
Handle shim_select(Handle x, int64_t dim, int64_t index) { return wrap([&] { return ref(x).select(dim, index); }); }
Handle shim_index_select(Handle x, int64_t dim, Handle index) { return wrap([&] { return ref(x).index_select(dim, ref(index)); }); }
Handle shim_diagonal(Handle x, int64_t offset, int64_t a, int64_t b) { return wrap([&] { return ref(x).diagonal(offset, a, b); }); }
Handle shim_tril(Handle x, int64_t diagonal) { return wrap([&] { return ref(x).tril(diagonal); }); }
Handle shim_flip(Handle x, const int64_t* dims, int64_t n) { return wrap([&] { return ref(x).flip(longs(dims, n)); }); }
Handle shim_gather(Handle x, int64_t dim, Handle index) { return wrap([&] { return ref(x).gather(dim, ref(index)); }); }
int64_t shim_scatter_(Handle x, int64_t dim, Handle index, Handle source) {
    return status([&] { ref(x).scatter_(dim, ref(index), ref(source)); });
}
Handle shim_unfold(Handle x, int64_t dim, int64_t size, int64_t step) {
    return wrap([&] { return ref(x).unfold(dim, size, step); });
}
Handle shim_to_type(Handle x, int8_t dtype, int32_t copy) {
    return wrap([&] { return ref(x).to(type(dtype), false, copy != 0); });
}
// On the device it is already on, the result is the tensor itself, unless a copy is asked for.
Handle shim_to_device(Handle x, Place place, int32_t copy, int32_t non_blocking) {
    return wrap([&] { return ref(x).to(device(place), non_blocking != 0, copy != 0); });
}
Handle shim_cat(const Handle* list, int64_t count, int64_t dim) { return wrap([&] { return at::cat(tensors(list, count), dim); }); }
Handle shim_stack(const Handle* list, int64_t count, int64_t dim) {
    return wrap([&] { return at::stack(tensors(list, count), dim); });
}

}  // extern "C"

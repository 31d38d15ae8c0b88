// Shape, selection and type: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

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
Handle shim_diagonal(Handle x, int64_t offset, int64_t a, int64_t b) { return wrap([&] { return x->diagonal(offset, a, b); }); }
Handle shim_triu(Handle x, int64_t diagonal) { return wrap([&] { return x->triu(diagonal); }); }
Handle shim_tril(Handle x, int64_t diagonal) { return wrap([&] { return x->tril(diagonal); }); }
Handle shim_flip(Handle x, const int64_t* dims, int64_t n) { return wrap([&] { return x->flip(longs(dims, n)); }); }
Handle shim_roll(Handle x, const int64_t* shifts, int64_t shifts_n, const int64_t* dims, int64_t dims_n) {
    return wrap([&] { return x->roll(longs(shifts, shifts_n), longs(dims, dims_n)); });
}
Handle shim_gather(Handle x, int64_t dim, Handle index) { return wrap([&] { return x->gather(dim, *index); }); }
int64_t shim_scatter_(Handle x, int64_t dim, Handle index, Handle source) {
    return status([&] { x->scatter_(dim, *index, *source); });
}
BINARY(take)
Handle shim_index_add(Handle x, int64_t dim, Handle index, Handle source, Number alpha) {
    return wrap([&] { return x->index_add(dim, *index, *source, scalar(alpha)); });
}
int64_t shim_index_add_(Handle x, int64_t dim, Handle index, Handle source, Number alpha) {
    return status([&] { x->index_add_(dim, *index, *source, scalar(alpha)); });
}
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

}  // extern "C"

// Products and decompositions of matrices: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

BINARY(dot)
BINARY(mm)
BINARY(mv)
BINARY(bmm)
BINARY(matmul)
BINARY(outer)
UNARY(trace)

Handle shim_addmm(Handle x, Handle a, Handle b, double beta, double alpha) {
    return wrap([&] { return x->addmm(*a, *b, beta, alpha); });
}

int64_t shim_addmm_(Handle x, Handle a, Handle b, double beta, double alpha) {
    return status([&] { x->addmm_(*a, *b, beta, alpha); });
}

Handle shim_einsum(const char* equation, const Handle* list, int64_t count) {
    return wrap([&] { return at::einsum(equation, tensors(list, count)); });
}

// `triangle` is 'L' or 'U': the half of the matrix that is read.
Handle shim_eigvalsh(Handle x, char triangle) {
    return wrap([&] { return at::linalg_eigvalsh(*x, c10::string_view(&triangle, 1)); });
}

Handle shim_eigh(Handle x, char triangle, Handle* vectors) {
    return wrap_pair(vectors, [&] { return at::linalg_eigh(*x, c10::string_view(&triangle, 1)); });
}

Handle shim_cholesky(Handle x) { return wrap([&] { return at::linalg_cholesky(*x); }); }
Handle shim_cholesky_solve(Handle x, Handle factor, int32_t upper) {
    return wrap([&] { return x->cholesky_solve(*factor, upper != 0); });
}
Handle shim_solve(Handle a, Handle b, int32_t left) { return wrap([&] { return at::linalg_solve(*a, *b, left != 0); }); }

}  // extern "C"

// Products and decompositions of matrices: each forwards to the ATen function of the same name.
#include "ops.h"

using namespace shim;

extern "C" {

BINARY(dot)
BINARY(mm)
BINARY(bmm)
BINARY(matmul)

int64_t shim_addmm_(Handle x, Handle a, Handle b, double beta, double alpha) {
    return status([&] { ref(x).addmm_(ref(a), ref(b), beta, alpha); });
}

// `triangle` is 'L' or 'U': the half of the matrix that is read.
Handle shim_eigvalsh(Handle x, char triangle) {
    return wrap([&] { return at::linalg_eigvalsh(ref(x), c10::string_view(&triangle, 1)); });
}

Handle shim_eigh(Handle x, char triangle, Handle* vectors) {
    return wrap_pair(vectors, [&] { return at::linalg_eigh(ref(x), c10::string_view(&triangle, 1)); });
}

Handle shim_cholesky(Handle x) { return wrap([&] { return at::linalg_cholesky(ref(x)); }); }
Handle shim_cholesky_solve(Handle x, Handle factor, int32_t upper) {
    return wrap([&] { return ref(x).cholesky_solve(ref(factor), upper != 0); });
}

}  // extern "C"

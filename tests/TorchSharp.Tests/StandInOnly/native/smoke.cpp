// Calls every function of the boundary with good and with bad arguments, to be built with sanitizers. Prints the name of
// each function that it called; fails if one does not do what it should, or if a handle is left over.

// One translation unit, so that ATen's headers are read once.
#include "core.cpp"
#include "linalg.cpp"
#include "nn.cpp"
#include "ops.cpp"
#include "shape.cpp"

#include <cstdio>
#include <set>

namespace {

constexpr int8_t Long = 4, Float = 6, Double = 7, Bool = 11;
constexpr Place Cpu{0, -1}, Meta{14, -1};

int failures = 0;
std::set<std::string> called;

std::string taken_error() {
    char text[4096];
    const auto length = std::min<int64_t>(shim_take_error(text, sizeof text), sizeof text);
    return {text, static_cast<size_t>(length)};
}

void complain(const char* name, const std::string& what) {
    std::fprintf(stderr, "shim_%s %s\n", name, what.c_str());
    failures++;
}

bool succeeded(Handle result) { return result != nullptr; }
bool succeeded(int64_t result) { return result >= 0; }
void drop(Handle result) { shim_free(result); }
void drop(int64_t) {}

template <class R>
void good(const char* name, R result) {
    if (!succeeded(result)) complain(name, "refused good arguments: " + taken_error());
    drop(result);
}

template <class R>
void bad(const char* name, R result) {
    if (succeeded(result)) complain(name, "took bad arguments");
    if (taken_error().empty()) complain(name, "failed without a word");
    drop(result);
}

// A handle that is freed at the end of its block.
struct Owned {
    Handle handle;
    explicit Owned(Handle made) : handle(made) {
        if (!made) complain("…", "made nothing: " + taken_error());
    }
    ~Owned() { shim_free(handle); }
    Owned(const Owned&) = delete;
    operator Handle() const { return handle; }
};

Number whole(int64_t value) { return {value, 0}; }
Number real(double value) {
    Number number{0, 1};
    std::memcpy(&number.bits, &value, sizeof value);
    return number;
}

Handle filled(std::vector<int64_t> sizes, int8_t dtype = Float, double value = 1, Place place = Cpu) {
    return shim_full(sizes.data(), static_cast<int64_t>(sizes.size()), real(value), dtype, place);
}

// BOTH calls with good arguments, then with bad ones; BAD with further bad ones; GOOD what cannot fail.
#define GOOD(name, arguments) \
    called.insert(#name);     \
    good(#name, shim_##name arguments)
#define BAD(name, arguments) bad(#name, shim_##name arguments)
#define BOTH(name, right, wrong) \
    GOOD(name, right);           \
    BAD(name, wrong)

void creation() {
    const int64_t two[] = {2}, negative[] = {-1};
    const float data[] = {1, 2};
    BOTH(from_data, (data, two, 1, Float, Float, Cpu), (data, negative, 1, Float, Float, Cpu));
    GOOD(from_data, (data, nullptr, 0, Float, Double, Meta));
    BAD(from_data, (nullptr, two, 1, Float, Float, Cpu));
    BOTH(full, (two, 1, real(0.5), Float, Cpu), (negative, 1, real(0.5), Float, Cpu));
    BOTH(empty, (two, 1, Bool, Meta), (negative, 1, Bool, Cpu));
    BOTH(eye, (2, 3, Long, Cpu), (-1, 3, Long, Cpu));
    BOTH(arange, (whole(0), whole(4), whole(1), Long, Cpu), (whole(0), whole(4), whole(-1), Long, Cpu));
    Owned x(filled({2, 3}));
    BOTH(zeros_like, (x, Double, Cpu), (nullptr, Double, Cpu));
    BAD(empty, (two, 1, Float, (Place{0, 7})));
    BAD(empty, (two, 1, Float, (Place{1, 0})));
    BAD(empty, (two, 1, Float, (Place{99, -1})));
    BAD(empty, (two, 1, 99, Cpu));
    BAD(from_data, (data, two, 1, -7, Float, Cpu));
    BAD(from_data, (data, two, 1, Float, 99, Cpu));
}

void metadata() {
    Owned x(filled({2, 3})), there(filled({2}, Float, 1, Meta));
    int64_t sizes[2], strides[2];
    void* data = nullptr;
    Place place{};
    BOTH(dtype, (x), (nullptr));
    BOTH(dim, (x), (nullptr));
    BOTH(numel, (x), (nullptr));
    BOTH(element_size, (x), (nullptr));
    BOTH(is_contiguous, (x), (nullptr));
    BOTH(requires_grad, (x), (nullptr));
    BOTH(device, (x, &place), (nullptr, &place));
    BOTH(sizes, (x, sizes), (nullptr, sizes));
    BOTH(strides, (x, strides), (nullptr, strides));
    BOTH(data, (x, &data), (nullptr, &data));
    if (sizes[0] != 2 || sizes[1] != 3 || strides[0] != 3 || strides[1] != 1) complain("sizes", "are wrong");
    if (static_cast<float*>(data)[5] != 1) complain("data", "are wrong");
}

void states() {
    called.insert({"take_error", "free"});
    shim_free(nullptr);
    bad("free", shim_abs(nullptr));
    if (shim_take_error(nullptr, 0) != 0) complain("take_error", "kept an error that was taken");
    shim_abs(nullptr);
    char start[3] = {};
    if (shim_take_error(start, 2) <= 2 || start[2] != 0) complain("take_error", "does not cut");
    GOOD(live_handles, ());
    GOOD(cuda_is_available, ());
    BOTH(set_num_threads, (1), (0));
    GOOD(get_num_threads, ());
    called.insert("set_grad_enabled");
    shim_set_grad_enabled(0);
    GOOD(is_grad_enabled, ());
    if (shim_is_grad_enabled() != 0) complain("is_grad_enabled", "is wrong");
    shim_set_grad_enabled(1);
}

void autograd() {
    Owned x(filled({2})), whole_numbers(filled({2}, Long)), unused(filled({2}));
    BOTH(set_requires_grad, (x, 1), (whole_numbers, 1));
    BAD(set_requires_grad, (nullptr, 1));
    GOOD(set_requires_grad, (unused, 1));
    BOTH(detach, (x), (nullptr));
    Owned square(shim_mul(x, x)), one(filled({2}));
    const Handle output = square, input = x, cotangent = one, other = unused, nothing = nullptr;
    Handle gradient = nullptr;
    GOOD(grad, (&output, 1, &input, 1, &cotangent, 1, 1, 1, 0, &gradient));
    shim_free(gradient);
    GOOD(grad, (&output, 1, &other, 1, &cotangent, 1, 1, 0, 1, &gradient));
    if (gradient) complain("grad", "gave a gradient of what was not used");
    BAD(grad, (&output, 1, &other, 1, &cotangent, 1, 1, 0, 0, &gradient));
    BAD(grad, (&output, 1, &input, 1, nullptr, 0, 1, 0, 0, &gradient));
    BAD(grad, (&output, 1, &nothing, 1, &cotangent, 1, 1, 0, 0, &gradient));
    BAD(mul_, (x, x));
}

void elementwise() {
    Owned x(filled({2, 3})), y(filled({2, 3}, Float, 2)), long_row(filled({4})), there(filled({2, 3}, Float, 1, Meta));
    Owned flags(filled({2, 3}, Bool)), counts(filled({2, 3}, Long));
    BOTH(abs, (x), (nullptr));
    BOTH(sqrt, (x), (nullptr));
    BOTH(relu, (x), (nullptr));
    BAD(relu, (flags));
    BOTH(relu_, (x), (nullptr));
    BOTH(neg, (x), (flags));
    BAD(neg, (nullptr));
    BOTH(isfinite, (x), (nullptr));
    BOTH(add, (x, y), (x, long_row));
    BAD(add, (x, nullptr));
    BOTH(sub, (x, y), (flags, flags));
    BAD(sub, (nullptr, x));
    BOTH(mul, (x, y), (x, long_row));
    BAD(mul, (x, nullptr));
    BOTH(div, (x, y), (x, long_row));
    BAD(div, (nullptr, nullptr));
    BOTH(maximum, (x, y), (x, long_row));
    BAD(maximum, (x, nullptr));
    BOTH(eq, (x, y), (x, long_row));
    BAD(eq, (x, nullptr));
    BOTH(ne, (x, y), (x, long_row));
    BAD(ne, (nullptr, x));
    BOTH(add_scalar, (x, real(1)), (nullptr, real(1)));
    BOTH(sub_scalar, (x, whole(1)), (nullptr, whole(1)));
    BOTH(mul_scalar, (x, real(2)), (nullptr, real(2)));
    BOTH(div_scalar, (counts, whole(2)), (nullptr, whole(2)));
    BOTH(gt_scalar, (x, whole(0)), (nullptr, whole(0)));
    BOTH(pow_scalar, (x, whole(2)), (nullptr, whole(2)));
    BAD(pow_scalar, (counts, whole(-1)));
    BOTH(add_, (x, y, real(-0.5)), (x, long_row, real(1)));
    BAD(add_, (x, nullptr, real(1)));
    BOTH(mul_, (x, y), (counts, x));
    BAD(mul_, (nullptr, x));
    BOTH(copy_, (x, y), (x, long_row));
    BAD(copy_, (x, there));
    BAD(copy_, (nullptr, x));
    BOTH(add_scalar_, (x, whole(1)), (counts, real(0.5)));
    BAD(add_scalar_, (nullptr, real(1)));
    BOTH(mul_scalar_, (x, whole(2)), (counts, real(0.5)));
    BAD(mul_scalar_, (nullptr, real(1)));
}

void reductions() {
    Owned x(filled({2, 3})), counts(filled({2, 3}, Long)), nothing(filled({0}));
    const int64_t last[] = {1}, beyond[] = {7};
    BOTH(mean, (x), (counts));
    BAD(mean, (nullptr));
    BOTH(all, (x), (nullptr));
    BOTH(max, (x), (nothing));
    BAD(max, (nullptr));
    BOTH(sum, (x, -1), (nullptr, -1));
    GOOD(sum, (counts, Double));
    BAD(sum, (counts, -7));
    BOTH(argmax, (x, 1, 0), (x, 7, 0));
    BAD(argmax, (nullptr, 0, 0));
    BOTH(norm, (x, 2), (counts, 2));
    BAD(norm, (nullptr, 2));
    BOTH(sum_dims, (x, last, 1, 1, -1), (x, beyond, 1, 1, -1));
    BAD(sum_dims, (nullptr, last, 1, 1, -1));
    BOTH(mean_dims, (x, last, 1, 0, -1), (x, beyond, 1, 0, -1));
    BAD(mean_dims, (nullptr, last, 1, 0, -1));
}

void shapes() {
    Owned x(filled({2, 3})), column(filled({2, 1})), block(filled({2, 2, 2}));
    Owned index(filled({2, 1}, Long, 1)), places(filled({1}, Long, 1)), far(filled({1}, Long, 9)), source(filled({2, 1}));
    const int64_t six[] = {6}, seven[] = {7}, wide[] = {2, 5}, turned[] = {1, 0}, twice[] = {0, 0}, first[] = {0};
    BOTH(contiguous, (x), (nullptr));
    BOTH(clone, (x), (nullptr));
    BOTH(t, (x), (block));
    BAD(t, (nullptr));
    BOTH(reshape, (x, six, 1), (x, seven, 1));
    BAD(reshape, (nullptr, six, 1));
    BOTH(view, (x, six, 1), (x, seven, 1));
    BAD(view, (nullptr, six, 1));
    BOTH(expand, (column, wide, 2), (x, wide, 2));
    BAD(expand, (nullptr, wide, 2));
    BOTH(permute, (x, turned, 2), (x, twice, 2));
    BAD(permute, (nullptr, turned, 2));
    BOTH(transpose, (x, 0, 1), (x, 0, 7));
    BAD(transpose, (nullptr, 0, 1));
    BOTH(unsqueeze, (x, 0), (x, 7));
    BAD(unsqueeze, (nullptr, 0));
    BOTH(narrow, (x, 1, 0, 2), (x, 1, 2, 2));
    BAD(narrow, (nullptr, 0, 0, 1));
    BOTH(slice, (x, 1, 0, 3, 2), (x, 1, 0, 3, 0));
    BAD(slice, (nullptr, 0, 0, 1, 1));
    BOTH(select, (x, 0, 1), (x, 0, 2));
    BAD(select, (nullptr, 0, 0));
    BOTH(index_select, (x, 0, places), (x, 0, far));
    BAD(index_select, (x, 0, nullptr));
    BAD(index_select, (x, 0, column));
    BOTH(diagonal, (x, 0, 0, 1), (x, 0, 1, 1));
    BAD(diagonal, (nullptr, 0, 0, 1));
    BOTH(tril, (x, -1), (places, 0));
    BAD(tril, (nullptr, 0));
    BOTH(flip, (x, first, 1), (x, twice, 2));
    BAD(flip, (nullptr, first, 1));
    BOTH(gather, (x, 1, index), (x, 1, source));
    BAD(gather, (x, 1, nullptr));
    BOTH(scatter_, (x, 1, index, source), (x, 1, source, source));
    BAD(scatter_, (x, 1, index, nullptr));
    BOTH(unfold, (x, 1, 2, 1), (x, 1, 9, 1));
    BAD(unfold, (nullptr, 0, 1, 1));
    BOTH(to_type, (x, Long, 1), (nullptr, Long, 0));
    BAD(to_type, (x, 99, 0));
    BOTH(to_device, (x, Meta, 0, 0), (x, (Place{1, 0}), 0, 0));
    BAD(to_device, (nullptr, Cpu, 0, 0));
    const Handle pair[] = {x, x}, odd[] = {x, block}, half[] = {x, nullptr};
    BOTH(cat, (pair, 2, 0), (odd, 2, 0));
    BAD(cat, (half, 2, 0));
    BAD(cat, (nullptr, 0, 0));
    BOTH(stack, (pair, 2, 0), (odd, 2, 0));
    BAD(stack, (half, 2, 0));
    BAD(stack, (nullptr, 0, 0));
}

void products() {
    Owned x(filled({2, 3})), back(filled({3, 2})), sum(filled({2, 2})), row(filled({3})), pairs(filled({4, 2, 3}));
    Owned turned(filled({4, 3, 2})), unit(shim_eye(2, 2, Double, Cpu)), doubles(filled({2, 2}, Double));
    Owned negative(shim_neg(unit));
    Handle vectors = nullptr;
    BOTH(dot, (row, row), (row, x));
    BAD(dot, (row, nullptr));
    BOTH(mm, (x, back), (x, x));
    BAD(mm, (nullptr, x));
    BAD(mm, (doubles, back));
    BOTH(bmm, (pairs, turned), (pairs, pairs));
    BAD(bmm, (pairs, nullptr));
    BOTH(matmul, (x, row), (x, x));
    BAD(matmul, (nullptr, row));
    BOTH(addmm_, (sum, x, back, 1, 2), (sum, x, x, 1, 1));
    BAD(addmm_, (sum, nullptr, back, 1, 1));
    BOTH(eigvalsh, (unit, 'L'), (x, 'L'));
    BAD(eigvalsh, (unit, 'X'));
    BAD(eigvalsh, (nullptr, 'L'));
    GOOD(eigh, (unit, 'U', &vectors));
    shim_free(vectors);
    BAD(eigh, (x, 'U', &vectors));
    BAD(eigh, (nullptr, 'U', &vectors));
    BOTH(cholesky, (unit), (negative));
    BAD(cholesky, (nullptr));
    BOTH(cholesky_solve, (unit, unit, 0), (x, unit, 0));
    BAD(cholesky_solve, (unit, nullptr, 0));
}

void networks() {
    Owned image(filled({1, 2, 4, 4})), kernel(filled({3, 2, 3, 3})), back(filled({2, 3, 3, 3})), flat(filled({5, 4}));
    Owned weights(filled({6, 4})), bias(filled({6})), three(filled({3})), two(filled({2})), variance(filled({2}));
    Owned labels(filled({5}, Long, 2)), beyond(filled({5}, Long, 9));
    const int64_t one[] = {1}, none[] = {0}, pair[] = {2, 2}, frame[] = {1, 1, 1, 1}, uneven[] = {1};
    const int64_t zero[] = {0, 0};
    Handle indices = nullptr;
    BOTH(pad, (image, frame, 4, 0), (image, uneven, 1, 0));
    BAD(pad, (nullptr, frame, 4, 0));
    BOTH(linear, (flat, weights, bias), (weights, flat, three));
    BAD(linear, (flat, nullptr, nullptr));
    BOTH(conv2d, (image, kernel, three, one, 1, one, 1, one, 1, 1), (image, back, nullptr, one, 1, one, 1, one, 1, 1));
    BAD(conv2d, (image, nullptr, nullptr, one, 1, one, 1, one, 1, 1));
    BOTH(conv_transpose2d, (image, back, nullptr, pair, 2, zero, 2, zero, 2, 1, one, 1),
         (image, kernel, nullptr, pair, 2, zero, 2, zero, 2, 1, one, 1));
    BAD(conv_transpose2d, (nullptr, back, nullptr, pair, 2, zero, 2, zero, 2, 1, one, 1));
    BOTH(max_pool2d, (image, pair, 2, pair, 2, none, 1, one, 1, 0), (two, pair, 2, pair, 2, none, 1, one, 1, 0));
    BAD(max_pool2d, (nullptr, pair, 2, pair, 2, none, 1, one, 1, 0));
    GOOD(max_pool2d_with_indices, (image, pair, 2, pair, 2, none, 1, one, 1, 0, &indices));
    shim_free(indices);
    BAD(max_pool2d_with_indices, (two, pair, 2, pair, 2, none, 1, one, 1, 0, &indices));
    BAD(max_pool2d_with_indices, (nullptr, pair, 2, pair, 2, none, 1, one, 1, 0, &indices));
    BOTH(batch_norm, (image, two, variance, nullptr, nullptr, 1, 0.1, 1e-5),
         (image, three, variance, nullptr, nullptr, 1, 0.1, 1e-5));
    BAD(batch_norm, (nullptr, two, variance, nullptr, nullptr, 1, 0.1, 1e-5));
    BOTH(group_norm, (image, 2, two, nullptr, 1e-5), (image, 3, nullptr, nullptr, 1e-5));
    BAD(group_norm, (nullptr, 2, nullptr, nullptr, 1e-5));
    BOTH(softmax, (flat, 1, Double), (flat, 7, -1));
    BAD(softmax, (nullptr, 1, -1));
    BOTH(cross_entropy, (flat, labels, nullptr, 1, -100, 0), (flat, beyond, nullptr, 1, -100, 0));
    BAD(cross_entropy, (flat, nullptr, nullptr, 1, -100, 0));
}

}  // namespace

int main() {
    creation();
    metadata();
    states();
    autograd();
    elementwise();
    reductions();
    shapes();
    products();
    networks();
    if (shim_live_handles() != 0) complain("live_handles", "are left: " + std::to_string(shim_live_handles()));
    for (const auto& name : called) std::printf("shim_%s\n", name.c_str());
    return failures == 0 ? 0 : 1;
}

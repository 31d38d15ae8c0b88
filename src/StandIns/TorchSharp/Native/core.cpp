// Lifetime, errors, threads, creation, data access and autograd.
#include "ops.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace shim {

namespace {
thread_local std::string last_error;
std::atomic<int64_t> live_handles{0};
}  // namespace

void set_error(std::string text) { last_error = std::move(text); }
void count_handle(int64_t change) { live_handles.fetch_add(change, std::memory_order_relaxed); }

}  // namespace shim

using namespace shim;

extern "C" {

// Copies the last error of this thread, cut to `capacity` bytes, into `buffer` and clears it; returns its full length.
int64_t shim_take_error(char* buffer, int64_t capacity) {
    const auto length = static_cast<int64_t>(last_error.size());
    if (capacity > 0) std::memcpy(buffer, last_error.data(), static_cast<size_t>(std::min(length, capacity)));
    last_error.clear();
    return length;
}

int64_t shim_live_handles() { return live_handles.load(); }

void shim_free(Handle tensor) {
    if (!tensor) return;
    count_handle(-1);
    delete tensor;
}

// libtorch and OpenBLAS keep separate thread counts; both follow.
int64_t shim_set_num_threads(int32_t count) {
    return status([&] {
        at::set_num_threads(count);
        using Setter = void (*)(int);
        static const auto set_blas = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
        if (set_blas) set_blas(count);
    });
}

int32_t shim_get_num_threads() { return at::get_num_threads(); }

int64_t shim_cuda_is_available() {
    return number([] { return at::hasCUDA() ? 1 : 0; });
}

// Creation. `data` is copied.

// `dtype` is that of the data, `result` that of the tensor.
Handle shim_from_data(const void* data, const int64_t* sizes, int64_t dims, int8_t dtype, int8_t result, Place place) {
    return wrap([&] {
        auto tensor = at::empty(longs(sizes, dims), at::TensorOptions(type(dtype)));
        if (tensor.numel() > 0 && !data) throw std::invalid_argument("the data are missing");
        if (tensor.numel() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return tensor.to(options(result, place));
    });
}

Handle shim_full(const int64_t* sizes, int64_t dims, Number value, int8_t dtype, Place place) {
    return wrap([&] { return at::full(longs(sizes, dims), scalar(value), options(dtype, place)); });
}

Handle shim_arange(Number start, Number stop, Number step, int8_t dtype, Place place) {
    return wrap([&] { return at::arange(scalar(start), scalar(stop), scalar(step), options(dtype, place)); });
}

Handle shim_empty(const int64_t* sizes, int64_t dims, int8_t dtype, Place place) {
    return wrap([&] { return at::empty(longs(sizes, dims), options(dtype, place)); });
}

// Of the strides of `x` too, where these leave no holes.
Handle shim_zeros_like(Handle x, int8_t dtype, Place place) {
    return wrap([&] { return at::zeros_like(ref(x), options(dtype, place)); });
}

Handle shim_eye(int64_t rows, int64_t columns, int8_t dtype, Place place) {
    return wrap([&] { return at::eye(rows, columns, options(dtype, place)); });
}

// Metadata and data.

int64_t shim_dtype(Handle tensor) {
    return number([&] { return ref(tensor).scalar_type(); });
}
int64_t shim_dim(Handle tensor) {
    return number([&] { return ref(tensor).dim(); });
}
int64_t shim_numel(Handle tensor) {
    return number([&] { return ref(tensor).numel(); });
}
int64_t shim_element_size(Handle tensor) {
    return number([&] { return ref(tensor).element_size(); });
}
int64_t shim_is_contiguous(Handle tensor) {
    return number([&] { return ref(tensor).is_contiguous(); });
}
int64_t shim_requires_grad(Handle tensor) {
    return number([&] { return ref(tensor).requires_grad(); });
}
int64_t shim_device(Handle tensor, Place* place) {
    return status([&] {
        const auto device = ref(tensor).device();
        *place = {static_cast<int32_t>(device.type()), device.index()};
    });
}

int64_t shim_data(Handle tensor, void** data) {
    return status([&] { *data = ref(tensor).data_ptr(); });
}

int64_t shim_sizes(Handle tensor, int64_t* sizes) {
    return status([&] { std::copy(ref(tensor).sizes().begin(), ref(tensor).sizes().end(), sizes); });
}

int64_t shim_strides(Handle tensor, int64_t* strides) {
    return status([&] { std::copy(ref(tensor).strides().begin(), ref(tensor).strides().end(), strides); });
}

// Autograd. Whether operations are recorded is a state of the calling thread.

void shim_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }
int32_t shim_is_grad_enabled() { return at::GradMode::is_enabled() ? 1 : 0; }

int64_t shim_set_requires_grad(Handle tensor, int32_t requires_grad) {
    return status([&] { ref(tensor).set_requires_grad(requires_grad != 0); });
}

Handle shim_detach(Handle tensor) {
    return wrap([&] { return ref(tensor).detach(); });
}

// Writes `input_count` handles to `gradients`; a null handle is an input that was not used.
int64_t shim_grad(const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count,
                  const Handle* cotangents, int64_t cotangent_count, int32_t retain_graph, int32_t create_graph,
                  int32_t allow_unused, Handle* gradients) {
    return status([&] {
        const auto list = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                                tensors(cotangents, cotangent_count), retain_graph != 0,
                                                create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < list.size(); i++) gradients[i] = list[i].defined() ? own(list[i]) : nullptr;
    });
}

}  // extern "C"

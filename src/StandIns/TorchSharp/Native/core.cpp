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
    std::memcpy(buffer, last_error.data(), static_cast<size_t>(std::min(length, capacity)));
    last_error.clear();
    return length;
}

int64_t shim_live_handles() { return live_handles.load(); }

void shim_free(Handle tensor) {
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

// Creation. `data` is copied.

Handle shim_from_data(const void* data, const int64_t* sizes, int64_t dims, int8_t dtype) {
    return wrap([&] {
        auto tensor = at::empty(longs(sizes, dims), options(dtype));
        if (tensor.numel() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return tensor;
    });
}

Handle shim_full(const int64_t* sizes, int64_t dims, Number value, int8_t dtype) {
    return wrap([&] { return at::full(longs(sizes, dims), scalar(value), options(dtype)); });
}

Handle shim_arange(Number start, Number stop, Number step, int8_t dtype) {
    return wrap([&] { return at::arange(scalar(start), scalar(stop), scalar(step), options(dtype)); });
}

Handle shim_empty(const int64_t* sizes, int64_t dims, int8_t dtype) {
    return wrap([&] { return at::empty(longs(sizes, dims), options(dtype)); });
}

Handle shim_eye(int64_t rows, int64_t columns, int8_t dtype) {
    return wrap([&] { return at::eye(rows, columns, options(dtype)); });
}

// Metadata and data.

int8_t shim_dtype(Handle tensor) { return static_cast<int8_t>(tensor->scalar_type()); }
int64_t shim_dim(Handle tensor) { return tensor->dim(); }
int64_t shim_numel(Handle tensor) { return tensor->numel(); }
int64_t shim_element_size(Handle tensor) { return static_cast<int64_t>(tensor->element_size()); }
int32_t shim_is_contiguous(Handle tensor) { return tensor->is_contiguous() ? 1 : 0; }
int32_t shim_requires_grad(Handle tensor) { return tensor->requires_grad() ? 1 : 0; }

int64_t shim_data(Handle tensor, void** data) {
    return status([&] { *data = tensor->data_ptr(); });
}

int64_t shim_size(Handle tensor, int64_t dim, int64_t* size) {
    return status([&] { *size = tensor->size(dim); });
}

void shim_sizes(Handle tensor, int64_t* sizes) {
    const auto source = tensor->sizes();
    std::copy(source.begin(), source.end(), sizes);
}

void shim_strides(Handle tensor, int64_t* strides) {
    const auto source = tensor->strides();
    std::copy(source.begin(), source.end(), strides);
}

// Autograd. Whether operations are recorded is a state of the calling thread.

void shim_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }
int32_t shim_is_grad_enabled() { return at::GradMode::is_enabled() ? 1 : 0; }

int64_t shim_set_requires_grad(Handle tensor, int32_t requires_grad) {
    return status([&] { tensor->set_requires_grad(requires_grad != 0); });
}

Handle shim_detach(Handle tensor) {
    return wrap([&] { return tensor->detach(); });
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

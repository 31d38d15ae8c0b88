// Lifetime, errors, threads, creation, data access and autograd.
#include "shim.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/api/include/torch/version.h>

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

// Copies the last error of this thread into `buffer` and clears it; returns its full length in bytes.
int64_t shim_take_error(char* buffer, int64_t capacity) {
    const auto length = static_cast<int64_t>(last_error.size());
    std::memcpy(buffer, last_error.data(), static_cast<size_t>(std::min(length, capacity)));
    last_error.clear();
    return length;
}

int64_t shim_live_handles() { return live_handles.load(); }
const char* shim_version() { return TORCH_VERSION; }

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
        const auto type = static_cast<at::ScalarType>(dtype);
        auto tensor = at::empty(longs(sizes, dims), at::TensorOptions(type));
        if (tensor.numel() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return tensor;
    });
}

Handle shim_full(const int64_t* sizes, int64_t dims, double value, int8_t dtype) {
    return wrap([&] { return at::full(longs(sizes, dims), value, at::TensorOptions(static_cast<at::ScalarType>(dtype))); });
}

Handle shim_empty(const int64_t* sizes, int64_t dims, int8_t dtype) {
    return wrap([&] { return at::empty(longs(sizes, dims), at::TensorOptions(static_cast<at::ScalarType>(dtype))); });
}

Handle shim_eye(int64_t rows, int64_t columns, int8_t dtype) {
    return wrap([&] { return at::eye(rows, columns, at::TensorOptions(static_cast<at::ScalarType>(dtype))); });
}

// Metadata and data.

int8_t shim_dtype(Handle tensor) { return static_cast<int8_t>(tensor->scalar_type()); }
int64_t shim_dim(Handle tensor) { return tensor->dim(); }
int64_t shim_numel(Handle tensor) { return tensor->numel(); }
int64_t shim_element_size(Handle tensor) { return static_cast<int64_t>(tensor->element_size()); }
int32_t shim_is_contiguous(Handle tensor) { return tensor->is_contiguous() ? 1 : 0; }
int32_t shim_requires_grad(Handle tensor) { return tensor->requires_grad() ? 1 : 0; }
void* shim_data(Handle tensor) { return tensor->data_ptr(); }

void shim_sizes(Handle tensor, int64_t* sizes) {
    const auto source = tensor->sizes();
    std::copy(source.begin(), source.end(), sizes);
}

void shim_strides(Handle tensor, int64_t* strides) {
    const auto source = tensor->strides();
    std::copy(source.begin(), source.end(), strides);
}

int64_t shim_item_double(Handle tensor, double* value) {
    return status([&] { *value = tensor->item<double>(); });
}

int64_t shim_item_long(Handle tensor, int64_t* value) {
    return status([&] { *value = tensor->item<int64_t>(); });
}

// Autograd.

int32_t shim_grad_mode(int32_t enabled) {
    const auto before = at::GradMode::is_enabled();
    at::GradMode::set_enabled(enabled != 0);
    return before ? 1 : 0;
}

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
        auto list = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                          tensors(cotangents, cotangent_count), retain_graph != 0, create_graph != 0,
                                          allow_unused != 0);
        for (size_t i = 0; i < list.size(); i++) {
            gradients[i] = list[i].defined() ? new at::Tensor(std::move(list[i])) : nullptr;
            if (gradients[i]) count_handle(1);
        }
    });
}

}  // extern "C"

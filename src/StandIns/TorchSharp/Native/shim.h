// The boundary between C# and libtorch. Every function is extern "C", takes and returns plain
// handles and numbers, and lets no exception cross. A null handle or a negative status means
// failure; the text of the error is then fetched, on the same thread, with shim_take_error.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

// An owned reference to a tensor, freed with shim_free.
using Handle = at::Tensor*;

// A number that stays an integer or a floating-point number on its way, for that decides the type
// of the result. `bits` are those of an int64_t or of a double.
struct Number {
    int64_t bits;
    int64_t is_floating_point;
};

namespace shim {

void set_error(std::string text);
void count_handle(int64_t change);

// Runs `act` and reports success as 0, failure as -1.
template <class F>
int64_t status(F&& act) {
    try {
        act();
        return 0;
    } catch (const c10::Error& error) {
        set_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("unknown native exception");
    }
    return -1;
}

inline Handle own(at::Tensor tensor) {
    auto* handle = new at::Tensor(std::move(tensor));
    count_handle(1);
    return handle;
}

// Runs `make`, which yields a tensor, and hands it over as an owned handle; null on failure.
template <class F>
Handle wrap(F&& make) {
    Handle handle = nullptr;
    status([&] { handle = own(make()); });
    return handle;
}

inline at::IntArrayRef longs(const int64_t* values, int64_t count) {
    return {values, static_cast<size_t>(count)};
}

inline at::TensorOptions options(int8_t dtype) { return at::TensorOptions(static_cast<at::ScalarType>(dtype)); }

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) list.push_back(*handles[i]);
    return list;
}

}  // namespace shim

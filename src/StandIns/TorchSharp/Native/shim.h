// The boundary between C# and libtorch. Every function is extern "C", takes and returns plain
// handles and numbers, and lets no exception cross. A null handle or a negative number means
// failure; the text of the error is then fetched, on the same thread, with shim_take_error.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <exception>
#include <stdexcept>
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

// Where a tensor lives: libtorch's number of the device's type, and which of these devices; -1 is the current one.
struct Place {
    int32_t type;
    int32_t index;
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

// Runs `read`, which yields a number that is never negative, and hands it over; -1 on failure.
template <class F>
int64_t number(F&& read) {
    int64_t result = -1;
    status([&] { result = static_cast<int64_t>(read()); });
    return result;
}

// The tensor behind a handle.
inline at::Tensor& ref(Handle tensor) {
    if (!tensor) throw std::invalid_argument("a tensor is missing");
    return *tensor;
}

inline at::IntArrayRef longs(const int64_t* values, int64_t count) {
    return {values, static_cast<size_t>(count)};
}

// libtorch ends the process over a number that is none of its types.
inline at::ScalarType type(int8_t dtype) {
    if (dtype < 0 || dtype >= static_cast<int8_t>(at::ScalarType::Undefined))
        throw std::invalid_argument("there is no element type " + std::to_string(dtype));
    return static_cast<at::ScalarType>(dtype);
}

inline c10::Device device(Place place) {
    return {static_cast<c10::DeviceType>(place.type), static_cast<c10::DeviceIndex>(place.index)};
}

inline at::TensorOptions options(int8_t dtype, Place place) {
    return at::TensorOptions(type(dtype)).device(device(place));
}

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) list.push_back(ref(handles[i]));
    return list;
}

}  // namespace shim

// The boundary between C# and libtorch: every function is extern "C", takes and returns
// plain handles, and never lets an exception cross. A null handle or a negative status means
// failure; the text of the error is then fetched with shim_take_error.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

using Handle = at::Tensor*;

namespace shim {

void set_error(std::string text);
void count_handle(int64_t change);

// Runs `make`, which yields a tensor, and hands it over as an owned handle.
template <class F>
Handle wrap(F&& make) {
    try {
        auto* handle = new at::Tensor(make());
        count_handle(1);
        return handle;
    } catch (const c10::Error& error) {
        set_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("unknown native exception");
    }
    return nullptr;
}

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

inline at::IntArrayRef longs(const int64_t* values, int64_t count) {
    return {values, static_cast<size_t>(count)};
}

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) {
        list.push_back(handles[i] ? *handles[i] : at::Tensor());
    }
    return list;
}

}  // namespace shim

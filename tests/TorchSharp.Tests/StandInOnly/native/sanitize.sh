#!/bin/sh
# Builds smoke.cpp together with the sources of the boundary, with AddressSanitizer and UndefinedBehaviorSanitizer, unless
# that was done since they changed: sanitize.sh <folder of the boundary> <program>. Then runs it, with leaks told.
set -eu
boundary=$1 program=$2
here=$(dirname "$0")
if [ ! -e "$program" ] || [ -n "$(find "$boundary" "$here" -type f -newer "$program")" ]; then
    # Not optimized at all: ATen's headers take half the time so. Without vptr: libtorch's classes carry no such checks.
    ${CXX:-g++} -std=c++17 -O0 -g1 -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize=vptr \
        -fno-sanitize-recover=all -I "$boundary" "$here/smoke.cpp" -o "$program" -Wl,--no-as-needed -ltorch -ltorch_cpu \
        -lc10 -ldl
fi
# libtorch itself is not instrumented, so the unused part of a vector that it returns is not marked.
ASAN_OPTIONS=detect_container_overflow=0:detect_leaks=1:halt_on_error=1 \
UBSAN_OPTIONS=print_stacktrace=1 OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 "$program"

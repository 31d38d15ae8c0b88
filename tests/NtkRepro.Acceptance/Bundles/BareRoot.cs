using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Bundles;

/// <summary>
/// The root of a file system with a shell, an unpacker and the C++ library, a libtorch as a Python installation has it, and a bundle: a machine
/// without .NET, Python, packages and network.
/// </summary>
internal static class BareRoot
{
    private const string Make = """
        set -e
        root=$1 bundle=$2 engine=$3
        mkdir -p "$root"/{bin,usr/bin,tmp,proc,dev,home,opt/torch/lib}
        copy() { mkdir -p "$root$(dirname "$1")" && cp -L "$1" "$root$1"; }
        for program in bash tar gzip mkdir mv rm dirname readlink; do
          file=$(command -v $program)
          cp -L "$file" "$root/bin/"
          for library in $(ldd "$file" | grep -o '/[^ ]*'); do copy "$library"; done
        done
        cp -L "$(command -v env)" "$root/usr/bin/"
        for name in libstdc++.so.6 libgcc_s.so.1 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libssl.so.3 libcrypto.so.3; do
          copy "$(ldconfig -p | grep -m1 "^\s*$name .*x86-64" | sed 's/.*=> //')"
        done
        mknod -m 666 "$root/dev/null" c 1 3 || true
        mknod -m 666 "$root/dev/urandom" c 1 9 || true
        ln -s /proc/self/fd "$root/dev/fd"
        cp -a "$bundle" "$root/bundle"
        for library in "$engine"/lib{torch,c10,gomp}*; do
          ln "$library" "$root/opt/torch/lib/" 2>/dev/null || cp "$library" "$root/opt/torch/lib/"
        done
        printf "__version__ = '2.10.0+here'\n" >"$root/opt/torch/version.py"
        """;

    /// <summary>Makes it in a folder of a copy of the repository.</summary>
    public static void Create(RepositoryCopy copy, string root, string bundle)
    {
        File.WriteAllText(copy.At("root.sh"), Make);
        copy.Succeed($"bash root.sh {root} {bundle} artifacts/dotnet/shared/engine");
    }

    /// <summary>
    /// Runs a command of bash there, without a network, and with <c>ROOT</c> for what its paths begin with. Who may not change roots runs it
    /// where it is, with nothing but its programs and an empty environment.
    /// </summary>
    public static string Run(RepositoryCopy copy, string root, string command)
    {
        File.WriteAllText(copy.At(root, "home", "command.sh"), command);
        var full = copy.At(root);
        return copy.Succeed(
            $"""
            if unshare --net --mount chroot {root} /bin/bash -c : 2>/dev/null; then
              unshare --net --mount bash -c 'mount -t proc proc {root}/proc &&
                exec env -i PATH=/bin HOME=/home ROOT= "$(command -v chroot)" {root} /bin/bash /home/command.sh'
            else
              env -i PATH={full}/bin HOME={full}/home ROOT={full} {full}/bin/bash {full}/home/command.sh
            fi
            """
        );
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The engine: its version and threads, scopes, and the functions that make tensors.</summary>
public static partial class torch
{
    /// <summary>The engine's version, such as <c>1.13.1</c>. To ask for it does not load the engine.</summary>
    public static string __version__ => TorchVersion.Text;

    /// <summary>Begins a scope: what tensors this thread makes until its end are then disposed.</summary>
    public static DisposeScope NewDisposeScope() => new();

    public static int get_num_threads() => Native.shim_get_num_threads();

    /// <summary>Sets how many threads one operation started on the calling thread may use.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException"><paramref name="num"/> is not positive.</exception>
    public static void set_num_threads(int num) => Native.Check(Native.shim_set_num_threads(num));

    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        Tensor[] list = [.. tensors];
        var result = Native.shim_cat(Native.Handles(list), list.Length, dim);
        GC.KeepAlive(list);
        return result;
    }

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] list = [.. tensors];
        var result = Native.shim_stack(Native.Handles(list), list.Length, dim);
        GC.KeepAlive(list);
        return result;
    }
}

using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A device on its way over the boundary; see Native/shim.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Place(int Type, int Index);

using System.Runtime.CompilerServices;
using NtkRepro.Data;

namespace NtkRepro;

/// <summary>Loads the engine's libraries before any test makes a tensor; in a run it is the workers that load them.</summary>
internal static class Engine
{
    [ModuleInitializer]
    internal static void Load() => EngineLibraries.Load(Numerics.Portable);
}

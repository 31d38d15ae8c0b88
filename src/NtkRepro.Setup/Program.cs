using NtkRepro.Setup;

// libraries LIBTORCH TORCHSHARP TARGET | portable ENGINE TARGET | fonts ASSEMBLY TARGET NAME...
try
{
    switch (args)
    {
        case ["libraries", var libtorch, var torchSharp, var target]:
            EngineLibraries.Place(libtorch, torchSharp, target);
            return 0;
        case ["portable", var engine, var target]:
            EngineLibraries.PlacePortable(engine, target);
            return 0;
        case ["fonts", var assembly, var target, .. { Length: > 0 } names]:
            PackagedFonts.Extract(assembly, names, target);
            return 0;
        default:
            Console.Error.WriteLine(
                "usage: libraries LIBTORCH TORCHSHARP TARGET | portable ENGINE TARGET | fonts ASSEMBLY TARGET NAME..."
            );
            return 2;
    }
}
catch (Exception e) when (e is SetupException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    // In the form that the build shows as its own error.
    Console.Error.WriteLine($"setup : error NTK0001: {e.Message}");
    return 1;
}

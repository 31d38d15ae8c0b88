using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace NtkRepro.Setup.Tests;

/// <summary>Fonts that a package of Avalonia carries in a resource.</summary>
public sealed class PackagedFontsTests : IDisposable
{
    private readonly SetupFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_named_file_is_written()
    {
        var package = Package("!AvaloniaResources", ("/Assets/A.ttf", [1, 2]), ("/Assets/B.ttf", [3, 4, 5]));

        PackagedFonts.Extract(package, ["B.ttf", "A.ttf"], folder.At("fonts"));

        Assert.Equal([1, 2], File.ReadAllBytes(folder.At("fonts", "A.ttf")));
        Assert.Equal([3, 4, 5], File.ReadAllBytes(folder.At("fonts", "B.ttf")));
        Assert.Equal(2, Directory.GetFiles(folder.At("fonts")).Length);
    }

    [Fact]
    public void A_missing_font_is_named_and_nothing_is_written()
    {
        var package = Package("!AvaloniaResources", ("/Assets/A.ttf", [1, 2]));

        var error = Assert.Throws<SetupException>(() =>
            PackagedFonts.Extract(package, ["A.ttf", "B.ttf"], folder.At("fonts"))
        );

        Assert.Equal($"{package} has no B.ttf", error.Message);
        Assert.False(Directory.Exists(folder.At("fonts")));
    }

    [Fact]
    public void A_missing_resource_is_named()
    {
        var package = Package("Something", ("/Assets/A.ttf", [1, 2]));

        var error = Assert.Throws<SetupException>(() => PackagedFonts.Extract(package, ["A.ttf"], folder.At("fonts")));

        Assert.Equal($"{package} has no resource !AvaloniaResources", error.Message);
    }

    [Fact]
    public void What_is_no_assembly_is_refused_by_its_path()
    {
        var package = folder.Write("package.dll", Encoding.ASCII.GetBytes(new string('x', 200)));

        var error = Assert.Throws<SetupException>(() => PackagedFonts.Extract(package, ["A.ttf"], folder.At("fonts")));

        Assert.StartsWith($"{package} is damaged or no .NET assembly", error.Message, StringComparison.Ordinal);
    }

    // An assembly with one embedded resource: the index of files with its length before it, then the files.
    private string Package(string resource, params (string Path, byte[] Bytes)[] files)
    {
        using var index = new MemoryStream();
        using (var writer = new BinaryWriter(index, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(1);
            writer.Write(files.Length);
            var offset = 0;
            foreach (var (path, bytes) in files)
            {
                writer.Write(path);
                writer.Write(offset);
                writer.Write(bytes.Length);
                offset += bytes.Length;
            }
        }
        byte[] content =
        [
            .. BitConverter.GetBytes((int)index.Length),
            .. index.ToArray(),
            .. files.SelectMany(file => file.Bytes),
        ];
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Package"), typeof(object).Assembly);
        assembly.DefineDynamicModule("Package");
        var metadata = assembly.GenerateMetadata(out var code, out _);
        metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(resource), default, 0);
        var resources = new BlobBuilder();
        resources.WriteInt32(content.Length);
        resources.WriteBytes(content);
        var image = new ManagedPEBuilder(
            new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll),
            new MetadataRootBuilder(metadata),
            code,
            managedResources: resources
        );
        var file = new BlobBuilder();
        image.Serialize(file);
        return folder.Write("package.dll", file.ToArray());
    }
}

using System.Globalization;
using System.Text.Json;

namespace NtkRepro.Acceptance.Documents;

/// <summary>A copy of the repository with every recipe of docs/extending.md applied, built, and tried as the page says.</summary>
public sealed class ExtendedCopy : IDisposable
{
    private readonly RepositoryCopy copy = new();

    public ExtendedCopy()
    {
        try
        {
            var page = new DocumentBlocks(Path.Combine(Repository.Root, "docs", "extending.md"));
            foreach (var (i, change) in page.Of("diff").Index())
            {
                var file = string.Create(CultureInfo.InvariantCulture, $"recipe-{i + 1}.diff");
                File.WriteAllText(copy.At(file), change);
                // Somebody may have taken it into the project itself.
                copy.Succeed($"git apply --reverse --check {file} 2>/dev/null || git apply {file}");
            }
            File.WriteAllText(copy.At("images.py"), Assert.Single(page.Of("python")));
            copy.Succeed("python3 images.py");
            // The first command builds. `Test` would take minutes; what it is on the page for, other tests say of themselves.
            foreach (var command in page.Commands.Where(c => c != "./build.sh Test"))
                copy.Succeed(command);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>A file of the copy.</summary>
    public string At(params string[] path) => copy.At(path);

    /// <summary>A table or figure under its readable name.</summary>
    public string Latest(string stage, string name) => At("artifacts", "latest", stage, "my-images-vgg", name);

    /// <summary>The files of an instance in the store, as its manifest has them.</summary>
    /// <param name="instance">Its name.</param>
    public string Result(string instance) =>
        Assert.Single(
            Directory
                .EnumerateFiles(At("artifacts", "store"), "manifest.json", SearchOption.AllDirectories)
                .Where(m => Instance(m) == instance)
                .Select(m => Path.GetDirectoryName(m)!)
        );

    public void Dispose() => copy.Dispose();

    private static string? Instance(string manifest)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return json.RootElement.GetProperty("instance").GetString();
    }
}

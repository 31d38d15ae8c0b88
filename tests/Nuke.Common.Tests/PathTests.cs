using Nuke.Common.IO;

namespace NukeCommon.Tests;

public sealed class PathTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly AbsolutePath _root;

    public PathTests() => _root = _sandbox.Root;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Paths_join_with_a_slash_and_are_normalized()
    {
        Assert.Equal(_root / "a" / "c.txt", _root / "a/b/../c.txt");
        Assert.Equal(Path.Combine(_sandbox.Root, "a", "c.txt"), _root / "a" / "c.txt");
        Assert.Equal(_root, _root / "");
        Assert.Equal(_root / "a", (_root / "a/").Parent! / "a");
    }

    [Fact]
    public void A_path_knows_its_parts()
    {
        var path = _root / "a.tar.gz";

        Assert.Equal("a.tar.gz", path.Name);
        Assert.Equal("a.tar", path.NameWithoutExtension);
        Assert.Equal(".gz", path.Extension);
        Assert.Equal(_root, path.Parent);
        Assert.Equal(_root / "a.tar.gz.bak", path + ".bak");
    }

    [Fact]
    public void A_root_has_no_parent() => Assert.Null(((AbsolutePath)Path.GetPathRoot(_sandbox.Root)!).Parent);

    [Fact]
    public void Only_rooted_texts_are_paths_and_only_relative_ones_are_appended()
    {
        Assert.Throws<ArgumentException>(() => (AbsolutePath)"a/b");
        Assert.Throws<ArgumentException>(() => _root / _sandbox.Root);
    }

    [Fact]
    public void Paths_with_a_space_are_quoted_on_demand()
    {
        Assert.Equal($"\"{_root / "a b"}\"", $"{_root / "a b":dn}");
        Assert.Equal($"{_root}/a", $"{_root / "a":dn}");
        Assert.Equal($"\"{_root}\"", $"{_root:d}");
    }

    [Fact]
    public void A_written_text_ends_in_one_line_break_and_makes_its_folder()
    {
        var file = _root / "new" / "file.txt";

        file.WriteAllText("a\nb\n\n");
        Assert.Equal("a\nb\n", file.ReadAllText());
        Assert.Equal(["a", "b"], file.ReadAllLines());
        file.WriteAllText("a", eofLineBreak: false);
        Assert.Equal("a"u8.ToArray(), File.ReadAllBytes(file));
    }

    [Fact]
    public void Folders_and_files_are_created_and_deleted()
    {
        var folder = (_root / "x" / "y").CreateDirectory();
        var file = (folder / "f").WriteAllText("");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Assert.True(folder.DirectoryExists() && file.FileExists());

        folder.CreateOrCleanDirectory();
        Assert.True(folder.DirectoryExists() && !file.FileExists());

        (folder / "f").WriteAllText("").DeleteFile();
        Assert.False(file.FileExists());
        (_root / "x").DeleteDirectory();
        (_root / "x").DeleteDirectory();
        Assert.False(folder.DirectoryExists());
    }
}

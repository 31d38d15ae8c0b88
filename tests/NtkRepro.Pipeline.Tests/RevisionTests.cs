using System.Diagnostics;

namespace NtkRepro.Pipeline.Tests;

/// <summary>What a result's manifest says of the repository that it was computed in.</summary>
public sealed class RevisionTests : IDisposable
{
    private static readonly string s_commit = new('b', 40);
    private readonly string _folder = Directory.CreateTempSubdirectory("revision-").FullName;

    public RevisionTests()
    {
        Git("init", "--quiet");
        Write("src/a.cs", "1");
        Write("src/b.cs", "1");
        Write(".gitignore", "artifacts/\n");
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "first");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_clean_work_tree_is_its_commit()
    {
        Write("artifacts/store/x", "ignored");

        var revision = Revision.Of(_folder)!;

        Assert.Equal(Git("rev-parse", "HEAD").Trim(), revision.ToString());
        Assert.Empty(revision.Changes!);
    }

    [Fact]
    public void What_differs_from_the_commit_is_named()
    {
        Write("src/b.cs", "2");
        File.Delete(Path.Combine(_folder, "src/a.cs"));
        Write("new folder/größe.yaml", "3");
        Write("staged", "4");
        Git("add", "staged");

        var revision = Revision.Of(Path.Combine(_folder))!;

        Assert.Equal(["new folder/größe.yaml", "src/a.cs", "src/b.cs", "staged"], revision.Changes!);
        Assert.EndsWith(
            " with uncommitted changes (new folder/größe.yaml, src/a.cs, src/b.cs, staged)",
            $"{revision}",
            StringComparison.Ordinal
        );
        Assert.Equal(["src/a.cs", "src/b.cs"], Revision.Of(Path.Combine(_folder, "src"))!.Changes!);
    }

    [Fact]
    public void An_accepted_reference_is_no_change()
    {
        Write(".gitignore", "");
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "second");
        Write("artifacts/reference/summary/claims.parquet", "new");

        Assert.Empty(Revision.Of(_folder)!.Changes!);
    }

    [Fact]
    public void Of_many_changes_five_are_shown() =>
        Assert.Equal(
            $"{s_commit} with uncommitted changes (1, 2, 3, 4, 5 and 2 more)",
            $"{new Revision(s_commit, ["1", "2", "3", "4", "5", "6", "7"])}"
        );

    [Fact]
    public void Where_git_does_not_know_the_repository_its_changes_are_unknown()
    {
        File.Delete(Path.Combine(_folder, ".git", "config"));
        Directory.Delete(Path.Combine(_folder, ".git", "objects"), recursive: true);

        var revision = Revision.Of(_folder)!;

        Assert.Null(revision.Changes);
        Assert.Equal(revision.Commit, $"{revision}");
    }

    [Fact]
    public void Outside_a_repository_there_is_none()
    {
        Directory.Delete(Path.Combine(_folder, ".git"), recursive: true);

        Assert.Null(Revision.Of(_folder));
    }

    [Fact]
    public void Two_are_equal_by_their_commits_and_changes()
    {
        Assert.Equal(new Revision(s_commit, ["a"]), new Revision(s_commit, ["a"]));
        Assert.NotEqual(new Revision(s_commit, ["a"]), new Revision(s_commit, ["b"]));
        Assert.NotEqual(new Revision(s_commit, []), new Revision(s_commit, null));
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = _folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var text = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return text;
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}

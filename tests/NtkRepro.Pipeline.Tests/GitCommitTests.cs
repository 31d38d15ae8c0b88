namespace NtkRepro.Pipeline.Tests;

public sealed class GitCommitTests : IDisposable
{
    private static readonly string s_commit = new('b', 40);
    private readonly string _folder = Directory.CreateTempSubdirectory("git-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_detached_head_a_loose_and_a_packed_branch_are_found_from_inner_folders()
    {
        var inner = Directory.CreateDirectory(Path.Combine(_folder, "a", "b")).FullName;
        Write(".git/HEAD", s_commit);
        Assert.Equal(s_commit, GitCommit.Find(inner));

        Write(".git/HEAD", "ref: refs/heads/main\n");
        Assert.Null(GitCommit.Find(inner));

        Write(".git/packed-refs", $"# pack-refs with: peeled\n{s_commit} refs/heads/main\n");
        Assert.Equal(s_commit, GitCommit.Find(inner));

        Write(".git/refs/heads/main", new string('c', 40));
        Assert.Equal(new string('c', 40), GitCommit.Find(inner));
    }

    [Fact]
    public void A_work_tree_is_followed_to_the_common_folder()
    {
        Write("main/.git/refs/heads/topic", s_commit);
        Write("main/.git/worktrees/w/HEAD", "ref: refs/heads/topic");
        Write("main/.git/worktrees/w/commondir", "../..\n");
        Write("w/.git", "gitdir: ../main/.git/worktrees/w\n");

        Assert.Equal(s_commit, GitCommit.Find(Path.Combine(_folder, "w")));
    }

    [Fact]
    public void Where_the_files_do_not_say_git_is_asked()
    {
        Run("init", "--quiet", "--initial-branch=main");
        Run("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "--message=x");
        var commit = GitCommit.Find(_folder);
        Assert.NotNull(commit);
        Run("symbolic-ref", "refs/heads/other", "refs/heads/main");
        Run("symbolic-ref", "HEAD", "refs/heads/other");

        Assert.Equal(commit, GitCommit.Find(_folder));

        void Run(params string[] arguments) => Assert.NotNull(Git.Ask(_folder, arguments));
    }

    [Fact]
    public void Broken_and_missing_repositories_give_nothing()
    {
        Write("x/.git/HEAD", "ref: refs/heads/../../../etc");
        Assert.Null(GitCommit.Find(Path.Combine(_folder, "x")));
        Write("y/.git", "nonsense");
        Assert.Null(GitCommit.Find(Path.Combine(_folder, "y")));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}

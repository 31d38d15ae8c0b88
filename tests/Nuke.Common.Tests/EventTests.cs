using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class EventTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(EventsBuild), arguments);

    [Fact]
    public void A_build_is_told_that_it_was_created_before_its_targets_run()
    {
        Assert.Contains("state=created", Run().Reports);
    }

    [Fact]
    public void A_build_may_answer_for_itself_where_its_temporary_files_are()
    {
        Assert.Contains($"temporary={Path.Combine(Sandbox.Root, ".nuke")}", Run().Reports);
    }

    [Fact]
    public void The_root_is_the_nearest_folder_with_a_nuke_folder()
    {
        Directory.CreateDirectory(Path.Combine(Sandbox.Root, "a", "b"));
        Sandbox.WorkingDirectory = Path.Combine("a", "b");

        Assert.Contains($"root={Sandbox.Root}", Run().Reports);
        Assert.Contains($"root={Path.Combine(Sandbox.Root, "a", "b")}", Run("--root").Reports);
    }

    [Theory]
    [InlineData("ROOT")]
    [InlineData("NUKE_ROOT")]
    public void The_environment_names_the_root_and_the_command_line_goes_before_it(string variable)
    {
        var named = Directory.CreateDirectory(Path.Combine(Sandbox.Root, "named")).FullName;
        Sandbox.Environment[variable] = named;

        Assert.Contains($"root={named}", Run().Reports);
        Assert.Contains($"root={Sandbox.Root}", Run("--root", Sandbox.Root).Reports);
    }
}

using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Tests;

/// <summary>A run is called by all that makes it what it is.</summary>
public sealed class RunTitleTests
{
    [Theory]
    [InlineData("preset smoke", false)]
    [InlineData("preset smoke, uncommitted changes", true)]
    [InlineData("preset smoke, training.schedule=constant", false, "training.schedule=constant")]
    [InlineData("preset smoke, run.seeds=[0, 1], a=2, uncommitted changes", true, "a=1", "run.seeds=[0, 1]", "a=2")]
    public void It_says_the_preset_what_was_changed_and_whether_the_work_tree_was(
        string text,
        bool isDirty,
        params string[] sets
    ) => Assert.Equal(text, new RunTitle("smoke", sets, isDirty).Text);

    [Theory]
    [InlineData("./build.sh Reproduce --preset smoke")]
    [InlineData("./build.sh Reproduce --preset smoke --set 'run.seeds=[0, 1]' a=1", "run.seeds=[0, 1]", "a=1")]
    [InlineData(@"./build.sh Reproduce --preset smoke --set 'a='\''b'\'''", "a='b'")]
    public void Its_command_can_be_given_to_a_shell(string command, params string[] sets) =>
        Assert.Equal(command, new RunTitle("smoke", sets, IsDirty: false).Command);
}

using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>Nobody need be root, whom no permission stops.</summary>
public sealed class UserTests : IDisposable
{
    private readonly RepositoryCopy copy = new();

    public void Dispose() => copy.Dispose();

    // A linearized network at the onset of the trials takes over what one of these has stored, which nobody may write to.
    [Fact]
    public void Who_is_not_root_can_run_it_on_a_checkout_that_is_somebody_elses()
    {
        const string command =
            "./build.sh Linearized --preset tiny --set run.models.fashion-mnist='[cnn]' --artifacts \"$PWD/mine\" --verbosity minimal";
        copy.Succeed("chmod 755 . && mkdir mine && (test $(id -u) -ne 0 || chown 65534:65534 mine)");

        var text = copy.Succeed(
            $"if test $(id -u) -eq 0; then exec setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent {command}; fi; {command}"
        );

        Assert.DoesNotContain("denied", text, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetDirectories(copy.At("mine", "store")));
    }
}

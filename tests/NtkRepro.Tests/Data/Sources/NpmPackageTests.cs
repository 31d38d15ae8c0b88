using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>With scripts in the place of npm; they need a POSIX shell.</summary>
public sealed class NpmPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Target => folder.File("mails.tgz");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_archive_that_npm_makes_is_moved_to_its_place()
    {
        if (OperatingSystem.IsWindows())
            return;

        Pack("@scope/some.name@1.2.3-rc.1", "printf '%s' \"$*\" > scope-some.name.tgz");

        Assert.Equal("pack @scope/some.name@1.2.3-rc.1 --ignore-scripts --loglevel=error", File.ReadAllText(Target));
        Assert.False(Directory.Exists(Target + ".npm"));
    }

    [Fact]
    public void What_npm_says_when_it_fails_is_told()
    {
        if (OperatingSystem.IsWindows())
            return;

        var error = Assert.Throws<InvalidDataException>(() => Pack("name@1.2.3", "echo 'no such version' >&2; exit 3"));

        Assert.Contains("exit code 3: no such version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_archive_is_right()
    {
        if (OperatingSystem.IsWindows())
            return;

        var error = Assert.Throws<InvalidDataException>(() => Pack("name@1.2.3", "true"));

        Assert.Contains("left 0 archives; one is right", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name@latest")]
    [InlineData("name@^1.2.3")]
    [InlineData("../folder@1.2.3")]
    [InlineData("--global@1.2.3")]
    [InlineData("git+https://host/x@1.2.3")]
    [InlineData("name@1.2.3 --x")]
    [InlineData("name@1.2.3\n")]
    public void A_package_needs_a_name_and_an_exact_version(string package)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            NpmPackage.Pack(package, Target, CancellationToken.None, folder.File("nothing"))
        );

        Assert.Contains("exact version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_npm_the_line_that_installs_it_is_told()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            NpmPackage.Pack("name@1.2.3", Target, CancellationToken.None, folder.File("nothing"))
        );

        Assert.Contains("sudo apt-get install", error.Message, StringComparison.Ordinal);
    }

    private void Pack(string package, string script)
    {
        var command = folder.Write("npm", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        NpmPackage.Pack(package, Target, CancellationToken.None, command);
    }
}

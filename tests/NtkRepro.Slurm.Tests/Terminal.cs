using System.Diagnostics;
using System.Text;

namespace NtkRepro.Slurm.Tests;

/// <summary>A program on a terminal of 80 × 24, which a test types into and reads.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="path">The folders in which the program looks for others.</param>
    public Terminal(IEnumerable<string> command, string path)
    {
        var words = string.Join(' ', command.Select(w => $"'{w}'"));
        // Whoever started the tests in the background made them ignore Ctrl-C, and so all that they start.
        var start = new ProcessStartInfo(
            "/usr/bin/env",
            [
                "--default-signal=INT,QUIT",
                "/usr/bin/script",
                "-qefc",
                $"/usr/bin/stty rows 24 cols 80; PATH='{path}' exec {words}",
                "/dev/null",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["TERM"] = "xterm";
        _process = Process.Start(start)!;
        _process.StandardInput.AutoFlush = true;
        _reading = Task.Run(Read);
    }

    /// <summary>Everything that was printed so far, with the terminal's control sequences.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
            {
                return _screen.ToString();
            }
        }
    }

    public void Type(string keys) => _process.StandardInput.Write(keys);

    /// <summary>Waits for the program to end, and returns its exit code.</summary>
    public int End()
    {
        Assert.True(_process.WaitForExit(Cluster.Deadline), "the program goes on");
        _reading.Wait();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Read()
    {
        var buffer = new char[1024];
        while (_process.StandardOutput.Read(buffer) is > 0 and var count)
        {
            lock (_screen)
            {
                _screen.Append(buffer, 0, count);
            }
        }
    }
}

namespace NtkRepro.Reporting.Tests;

public sealed class GuardedConsoleTests
{
    [Fact]
    public void The_first_failure_is_kept_and_what_follows_is_lost()
    {
        using var inner = new FullAfter(3);
        using var stream = new GuardedStream(inner);
        stream.Write("abc"u8);
        Assert.Null(stream.Failure);

        stream.Write("d"u8);
        stream.Write("e"u8);
        stream.Flush();

        Assert.Equal("No space left on device (4)", stream.Failure!.Message);
        Assert.Equal("abc"u8.ToArray(), inner.ToArray());
    }

    [Theory]
    [InlineData(ExitCodes.Success, ExitCodes.Failure)]
    [InlineData(ExitCodes.Difference, ExitCodes.Difference)]
    [InlineData(ExitCodes.Usage, ExitCodes.Usage)]
    public void What_could_not_be_printed_is_a_failure_of_what_succeeded(int code, int expected)
    {
        using var errors = new StringWriter();

        Assert.Equal(expected, GuardedConsole.Ended(code, new IOException("No space left on device"), errors));
        Assert.Equal("standard output could not be written to: No space left on device", errors.ToString().TrimEnd());
    }

    [Fact]
    public void Nothing_is_said_of_what_was_printed()
    {
        using var errors = new StringWriter();

        Assert.Equal(ExitCodes.Difference, GuardedConsole.Ended(ExitCodes.Difference, failure: null, errors));
        Assert.Empty(errors.ToString());
    }

    private sealed class FullAfter(int room) : MemoryStream
    {
        private int _asked;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _asked += buffer.Length;
            if (_asked > room)
                throw new IOException($"No space left on device ({_asked})");
            base.Write(buffer);
        }

        public override void Flush() => throw new IOException("not reached");
    }
}

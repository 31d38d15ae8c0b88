namespace NtkRepro.Reporting;

/// <summary>A stream to write to that never fails: from the first failure on, which it keeps, what is written is lost.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class GuardedStream(Stream inner) : Stream
{
    /// <summary>The first failure; null while there is none.</summary>
    public IOException? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
            return;
        try
        {
            inner.Write(buffer);
        }
        catch (IOException e)
        {
            Failure = e;
        }
    }

    public override void Flush()
    {
        if (Failure is not null)
            return;
        try
        {
            inner.Flush();
        }
        catch (IOException e)
        {
            Failure = e;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

namespace NtkRepro.Data.Sources;

/// <summary>What a person reads of a mail.</summary>
public static class Mail
{
    /// <summary>
    /// The subject and the body of a mail. All other headers are left out: servers, dates and filters on the way tell
    /// which mailbox a mail was collected from, and so its class, without a word of what it says.
    /// </summary>
    /// <remarks>The body is taken as it was sent: encodings and HTML are not undone.</remarks>
    public static byte[] SubjectAndBody(ReadOnlySpan<byte> mail)
    {
        using var text = new MemoryStream(mail.Length);
        var isSubject = false;
        while (!mail.IsEmpty)
        {
            var end = mail.IndexOf((byte)'\n');
            var line = end < 0 ? mail : mail[..(end + 1)];
            mail = mail[line.Length..];
            if (line.TrimEnd("\r\n"u8).IsEmpty)
                break;
            // A header goes on in lines that begin with white space.
            var goesOn = line[0] is (byte)' ' or (byte)'\t';
            isSubject = goesOn ? isSubject : IsSubject(line);
            if (isSubject)
                text.Write(goesOn ? line : line["subject:".Length..]);
        }
        text.Write(mail);
        return text.ToArray();
    }

    private static bool IsSubject(ReadOnlySpan<byte> line) =>
        line.Length >= "subject:".Length && System.Text.Ascii.EqualsIgnoreCase(line[.."subject:".Length], "subject:"u8);
}

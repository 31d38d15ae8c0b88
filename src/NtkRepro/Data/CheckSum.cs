namespace NtkRepro.Data;

/// <summary>The check sum of PNG and ZIP.</summary>
internal static class CheckSum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shifted((uint)value))];

    /// <summary>CRC-32, reflected, with the polynomial 0xedb88320.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        foreach (var value in bytes)
            crc = (crc >> 8) ^ Table[(byte)(crc ^ value)];
        return ~crc;
    }

    private static uint Shifted(uint crc)
    {
        for (var bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
        return crc;
    }
}

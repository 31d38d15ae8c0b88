using System.Buffers.Binary;
using System.Text;

namespace NtkRepro.Tests.Support;

/// <summary>A point that an event file of TensorBoard holds.</summary>
internal sealed record EventPoint(string Tag, long Step, float Value, double Time);

/// <summary>
/// Reads event files of TensorBoard by their description alone: records as TensorFlow frames them, with check sums that are verified
/// (length: u64, masked CRC-32C of it: u32, data, masked CRC-32C of it: u32; little-endian), each a message of protocol buffers
/// (Event: 1 wall_time, 2 step, 3 file_version, 5 summary; Summary: 1 value; Value: 1 tag, 2 simple_value).
/// </summary>
internal static class EventFile
{
    private const string Version = "brain.Event:2";

    /// <summary>All points of the files in a folder, as TensorBoard reads them: by the files' names.</summary>
    public static IReadOnlyList<EventPoint> ReadFolder(string folder) =>
        [
            .. Directory
                .GetFiles(folder)
                .Where(path => Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(path => Read(File.ReadAllBytes(path))),
        ];

    /// <summary>The points of one file.</summary>
    /// <exception cref="InvalidDataException">It is not one, or not whole.</exception>
    public static IReadOnlyList<EventPoint> Read(byte[] file)
    {
        var points = new List<EventPoint>();
        var isFirst = true;
        for (var rest = file.AsSpan(); rest.Length > 0; isFirst = false)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(rest));
            Check(rest[..8], rest[8..]);
            var data = rest.Slice(12, length);
            Check(data, rest[(12 + length)..]);
            rest = rest[(16 + length)..];

            var (time, step) = (0.0, 0L);
            foreach (var (field, number, bytes) in Fields(data.ToArray()))
            {
                if (field == 1)
                    time = BitConverter.UInt64BitsToDouble(number);
                else if (field == 2)
                    step = (long)number;
                else if (field == 3 && (!isFirst || Encoding.UTF8.GetString(bytes) != Version))
                    throw new InvalidDataException("the version is to be the first event's");
                else if (field == 5)
                    points.AddRange(
                        Fields(bytes).Select(value => Value(value.Bytes) with { Step = step, Time = time })
                    );
            }
        }
        return points;
    }

    private static EventPoint Value(byte[] bytes)
    {
        var (tag, value) = ("", float.NaN);
        foreach (var (field, number, text) in Fields(bytes))
        {
            if (field == 1)
                tag = Encoding.UTF8.GetString(text);
            else if (field == 2)
                value = BitConverter.UInt32BitsToSingle((uint)number);
        }
        return new EventPoint(tag, 0, value, 0);
    }

    private static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length; )
        {
            var key = Varint(message, ref at);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (field, Varint(message, ref at), []);
                    break;
                case 1:
                    yield return (field, BitConverter.ToUInt64(message, at), []);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return (field, 0, message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    yield return (field, BitConverter.ToUInt32(message, at), []);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return number;
        }
    }

    private static void Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> sum)
    {
        // CRC-32C, bit by bit: the polynomial of Castagnoli, reversed.
        var crc = uint.MaxValue;
        foreach (var next in data)
        {
            crc ^= next;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
        }
        crc = ~crc;
        if (BinaryPrimitives.ReadUInt32LittleEndian(sum) != ((crc >> 15) | (crc << 17)) + 0xa282ead8)
            throw new InvalidDataException("a check sum is wrong");
    }
}

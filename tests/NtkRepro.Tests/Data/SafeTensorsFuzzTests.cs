using System.Text;
using System.Text.RegularExpressions;
using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>Files damaged at random, the same ones each time.</summary>
public sealed partial class SafeTensorsFuzzTests : IDisposable
{
    private const int Files = 500;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_damaged_file_gives_the_original_tensors_or_is_refused()
    {
        var path = Save();
        var whole = File.ReadAllBytes(path);
        var expected = RawArray.ReadFile(path);
        var (loaded, refused) = (0, 0);
        for (var i = 0; i < Files; i++)
        {
            var tensors = Load(Damage(whole, i), i);
            if (tensors is null)
            {
                refused++;
                continue;
            }
            loaded++;
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), tensors.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, array) in expected)
            {
                Assert.True(array.Type == tensors[name].Type, $"file {i}");
                Assert.Equal(array.Shape, tensors[name].Shape);
                Assert.True(array.Bytes.SequenceEqual(tensors[name].Bytes), $"file {i}: {name}");
            }
        }
        Assert.Equal(Files, loaded + refused);
        Assert.NotEqual(0, refused);
    }

    // Without a checksum, damage to the data cannot be seen; memory and exceptions stay bounded all the same.
    [Fact]
    public void A_damaged_file_of_another_program_is_read_or_refused_within_its_size()
    {
        var whole = WithoutChecksum(File.ReadAllBytes(Save()));
        var loaded = 0;
        for (var i = 0; i < Files; i++)
        {
            var damaged = Damage(whole, i);
            if (Load(damaged, i) is not { } tensors)
                continue;
            loaded++;
            Assert.True(tensors.Values.Sum(t => t.Bytes.Length) <= damaged.Length, $"file {i}");
        }
        Assert.NotEqual(0, loaded);
    }

    private string Save()
    {
        using var scope = NewDisposeScope();
        var random = new CounterRandom(0, "tensors to damage");
        var path = folder.File("whole.safetensors");
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                ["conv.weight"] = tensor([.. Normals(random, 24).Select(v => (float)v)], [4, 3, 2]),
                ["conv.bias"] = tensor([.. Normals(random, 24).Select(v => (float)v)], [24]),
                ["kernel"] = tensor(Normals(random, 16), [4, 4]),
                ["labels"] = tensor(random.Permutation(8), [2, 4]),
                ["none"] = zeros([0, 7]),
                ["pixels"] = ones([3, 5], ScalarType.Byte),
            },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["step"] = "1200", ["note"] = "of no account" }
        );
        return path;
    }

    private static double[] Normals(CounterRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    // The tensors, or null where the file is refused as it should be.
    private Dictionary<string, RawArray>? Load(byte[] content, int file)
    {
        using var scope = NewDisposeScope();
        var path = folder.Write("damaged.safetensors", content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var tensors = SafeTensors.Load(path);
            return tensors.ToDictionary(
                t => t.Key,
                t => new RawArray(Name(t.Value.dtype), t.Value.shape, t.Value.bytes.ToArray()),
                StringComparer.Ordinal
            );
        }
        catch (InvalidDataException error)
        {
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            return null;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"file {file} gives {error.GetType().Name}", error);
        }
        finally
        {
            // An exception with its trace takes some ten thousand bytes of its own.
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 1_000_000, $"file {file} of {content.Length} bytes takes {allocated}");
        }
    }

    private static string Name(ScalarType type) =>
        type switch
        {
            ScalarType.Byte => "U8",
            ScalarType.Int64 => "I64",
            ScalarType.Float32 => "F32",
            _ => "F64",
        };

    private static byte[] Damage(byte[] whole, int file)
    {
        var random = new CounterRandom(0, "damage", file);
        return (file % 6) switch
        {
            0 => Flipped(whole, random, random.NextBelow(whole.Length) + 1),
            1 => Flipped(whole, random, 8 + HeaderLength(whole)), // in the header alone
            2 => whole[..random.NextBelow(whole.Length)],
            3 => Renumbered(whole, numbers => Swap(numbers, random)),
            4 => Renumbered(
                whole,
                numbers => numbers[random.NextBelow(numbers.Length)] = Huge[random.NextBelow(Huge.Length)]
            ),
            _ => Relong(whole, random),
        };
    }

    private static string[] Huge { get; } =
    [
        "9223372036854775807",
        "18446744073709551615",
        "4294967296",
        "2147483648",
        "1e308",
        "1e999",
        "-1",
        "-9223372036854775808",
        "99999999999999999999999999",
        "0.5",
    ];

    // One to three bits of the first bytes.
    private static byte[] Flipped(byte[] whole, CounterRandom random, int among)
    {
        var damaged = (byte[])whole.Clone();
        for (var flips = 1 + random.NextBelow(3); flips > 0; flips--)
            damaged[random.NextBelow(among)] ^= (byte)(1 << random.NextBelow(8));
        return damaged;
    }

    // The numbers of the header edited, and its length put right.
    private static byte[] Renumbered(byte[] whole, Action<string[]> edit)
    {
        var header = Encoding.UTF8.GetString(whole, 8, HeaderLength(whole));
        string[] numbers = [.. Number().Matches(header).Select(n => n.Value)];
        edit(numbers);
        var next = 0;
        var changed = Encoding.UTF8.GetBytes(Number().Replace(header, _ => numbers[next++]));
        return [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. whole[(8 + HeaderLength(whole))..]];
    }

    private static void Swap(string[] numbers, CounterRandom random)
    {
        var (i, j) = (random.NextBelow(numbers.Length), random.NextBelow(numbers.Length));
        (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
    }

    // Another length of the header.
    private static byte[] Relong(byte[] whole, CounterRandom random)
    {
        var bits = ((long)random.NextBits() << 32) | random.NextBits();
        var length = random.NextBelow(3) switch
        {
            0 => bits,
            1 => bits >>> (20 + random.NextBelow(40)),
            _ => HeaderLength(whole) + random.NextBelow(17) - 8,
        };
        return [.. BitConverter.GetBytes(length), .. whole[8..]];
    }

    private static byte[] WithoutChecksum(byte[] whole)
    {
        var header = Encoding.UTF8.GetString(whole, 8, HeaderLength(whole));
        var plain = Encoding.UTF8.GetBytes(Checksum().Replace(header, ""));
        Assert.NotEqual(header.Length, plain.Length);
        return [.. BitConverter.GetBytes((long)plain.Length), .. plain, .. whole[(8 + HeaderLength(whole))..]];
    }

    private static int HeaderLength(byte[] whole) => checked((int)BitConverter.ToInt64(whole));

    [GeneratedRegex(@"(?<=[\[,])\d+(?=[\],])", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("\"sha256 with zeros here\":\"[0-9a-f]{64}\",", RegexOptions.None, 1000)]
    private static partial Regex Checksum();
}

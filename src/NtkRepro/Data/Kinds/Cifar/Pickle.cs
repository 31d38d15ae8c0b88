using System.Buffers.Binary;
using System.Text;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Reads the pickles in which CIFAR was published for Python: dictionaries of texts, lists of whole numbers, and arrays of bytes. Nothing is
/// called and no class is made; of the names that a pickle can call by, the three are known by which NumPy rebuilds an array.
/// </summary>
internal sealed class Pickle
{
    private const string Rebuild = "numpy.core.multiarray _reconstruct";
    private const string ArrayName = "numpy ndarray";
    private const string TypeName = "numpy dtype";
    private const int MostDepth = 1 << 20;

    private readonly byte[] file;
    private readonly Stack<object?> stack = new();
    private readonly Dictionary<uint, object?> memo = [];
    private int at;

    private Pickle(byte[] file) => this.file = file;

    /// <summary>An array of bytes as NumPy pickles it.</summary>
    public sealed class Bytes
    {
        /// <summary>The sizes of its dimensions.</summary>
        public IReadOnlyList<long> Shape { get; internal set; } = [];

        /// <summary>In row-major order.</summary>
        public ReadOnlyMemory<byte> Values { get; internal set; }
    }

    /// <summary>The dictionary that a pickle holds: texts to texts, numbers, lists and <see cref="Bytes"/>.</summary>
    /// <param name="file">The pickle.</param>
    /// <exception cref="InvalidDataException">It is damaged, or does something that those of CIFAR do not.</exception>
    public static IReadOnlyDictionary<string, object?> Read(byte[] file)
    {
        var pickle = new Pickle(file);
        try
        {
            return pickle.Run() is Dictionary<string, object?> found
                ? found
                : throw new InvalidDataException("it holds no dictionary");
        }
        catch (Exception error)
            when (error
                    is InvalidOperationException
                        or InvalidCastException
                        or IndexOutOfRangeException
                        or ArgumentException
            )
        {
            throw new InvalidDataException($"it is damaged near byte {pickle.at}", error);
        }
    }

    private object? Run()
    {
        while (true)
        {
            var (place, code) = (at, file[at++]);
            switch ((char)code)
            {
                case '\x80':
                    if (file[at++] != 2)
                        throw Bad(place, "another version than 2 of the protocol");
                    break;
                case '(':
                    stack.Push(Mark.Here);
                    if (stack.Count > MostDepth)
                        throw Bad(place, "too deep a nesting");
                    break;
                case '.':
                    return stack.Pop();
                case '}':
                    stack.Push(new Dictionary<string, object?>(StringComparer.Ordinal));
                    break;
                case ']':
                    stack.Push(new List<object?>());
                    break;
                case ')':
                    stack.Push(Array.Empty<object?>());
                    break;
                case 'q':
                    memo[file[at++]] = stack.Peek();
                    break;
                case 'r':
                    memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = stack.Peek();
                    break;
                case 'h':
                    stack.Push(Known(file[at++]));
                    break;
                case 'j':
                    stack.Push(Known(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                    break;
                case 'J':
                    stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                    break;
                case 'K':
                    stack.Push((long)file[at++]);
                    break;
                case 'M':
                    stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                    break;
                case 'N':
                    stack.Push(null);
                    break;
                case '\x88' or '\x89':
                    stack.Push(code == 0x88);
                    break;
                case 'U':
                    Push(file[at++]);
                    break;
                case 'T' or 'X':
                    Push(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                    break;
                case 't':
                    stack.Push(ToMark());
                    break;
                case >= '\x85' and <= '\x87':
                    stack.Push(Last(code - 0x84));
                    break;
                case 'e':
                    var items = ToMark();
                    ((List<object?>)stack.Peek()!).AddRange(items);
                    break;
                case 'a':
                    var item = stack.Pop();
                    ((List<object?>)stack.Peek()!).Add(item);
                    break;
                case 'u':
                    SetItems(ToMark());
                    break;
                case 's':
                    SetItems(Last(2));
                    break;
                case 'c':
                    stack.Push(Named(place));
                    break;
                case 'R':
                    stack.Push(Called(place, (object?[])stack.Pop()!, stack.Pop()));
                    break;
                case 'b':
                    Build(place, (object?[])stack.Pop()!, stack.Peek());
                    break;
                default:
                    throw Bad(place, $"the operation 0x{code:x2}");
            }
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var span = file.AsSpan(at, count);
        at += count;
        return span;
    }

    // Texts, and the bytes of an array, are the same to Python 2: a part of the file.
    private void Push(int length)
    {
        _ = file.AsSpan(at, length);
        stack.Push(new ReadOnlyMemory<byte>(file, at, length));
        at += length;
    }

    private object? Known(uint number) =>
        memo.TryGetValue(number, out var value)
            ? value
            : throw Bad(at, $"the number {number} of a value that is not there");

    private object?[] ToMark()
    {
        var items = new List<object?>();
        for (var top = stack.Pop(); !ReferenceEquals(top, Mark.Here); top = stack.Pop())
            items.Add(top);
        items.Reverse();
        return [.. items];
    }

    private object?[] Last(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            items[i] = stack.Pop();
        return items;
    }

    private void SetItems(object?[] items)
    {
        var target = (Dictionary<string, object?>)stack.Peek()!;
        for (var i = 0; i < items.Length; i += 2)
            target[Text(items[i])] = items[i + 1];
    }

    private Name Named(int place)
    {
        var words = new string[2];
        for (var i = 0; i < words.Length; i++)
        {
            var end = Array.IndexOf(file, (byte)'\n', at);
            words[i] =
                end < 0 ? throw Bad(place, "a name without an end") : Encoding.Latin1.GetString(file, at, end - at);
            at = end + 1;
        }
        var name = string.Join(' ', words);
        return name is Rebuild or ArrayName or TypeName
            ? new Name(name)
            : throw Bad(place, $"a call of {name.Replace(' ', '.')}, which is not done");
    }

    private static object Called(int place, object?[] arguments, object? callable) =>
        callable switch
        {
            Name { Text: Rebuild } when arguments is [Name { Text: ArrayName }, ..] => new Bytes(),
            Name { Text: TypeName } when arguments is [ReadOnlyMemory<byte> type, ..] && Text(type) is "u1" or "|u1" =>
                ElementType.Byte,
            Name { Text: TypeName } => throw Bad(place, "an array of something else than bytes"),
            _ => throw Bad(place, "a call that is not done"),
        };

    private static void Build(int place, object?[] state, object? target)
    {
        // Of the type of bytes there is nothing to be said.
        if (target is ElementType)
            return;
        if (
            target is not Bytes array
            || state is not [_, object?[] shape, ElementType, false, ReadOnlyMemory<byte> values]
            || shape.Any(n => n is not long)
        )
            throw Bad(place, "an array that is stored in another way");
        (array.Shape, array.Values) = ([.. shape.Select(n => (long)n!)], values);
        if (array.Shape.Aggregate(1L, (product, n) => product * n) != values.Length)
            throw Bad(place, $"an array of ({string.Join(", ", array.Shape)}) with {values.Length} bytes");
    }

    /// <summary>A text of the pickle.</summary>
    public static string Text(object? value) =>
        value is ReadOnlyMemory<byte> bytes
            ? Encoding.Latin1.GetString(bytes.Span)
            : throw new InvalidDataException("a key is no text");

    private static InvalidDataException Bad(int place, string what) =>
        new($"it has at byte {place} {what}; those of CIFAR do not have that");

    private sealed record Name(string Text);

    private sealed class Mark
    {
        public static Mark Here { get; } = new();
    }

    private sealed class ElementType
    {
        public static ElementType Byte { get; } = new();
    }
}

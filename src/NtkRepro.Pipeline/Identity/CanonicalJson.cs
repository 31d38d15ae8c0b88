using System.Globalization;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// JSON with one spelling for each value: no white space, names in code-point order, only what must be escaped is escaped.
/// Written here rather than by a library, whose escaping may change between versions and with it every key.
/// </summary>
internal static class CanonicalJson
{
    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c < ' ')
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        text.Append('"');
    }

    /// <summary>Writes an object; the entries must already be in order.</summary>
    public static void WriteObject<T>(
        StringBuilder text,
        IEnumerable<KeyValuePair<string, T>> entries,
        Action<StringBuilder, T> writeValue
    )
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in entries)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            WriteString(text, name);
            text.Append(':');
            writeValue(text, value);
        }

        text.Append('}');
    }

    public static void WriteArray<T>(StringBuilder text, IEnumerable<T> items, Action<StringBuilder, T> writeItem)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            writeItem(text, item);
        }

        text.Append(']');
    }
}

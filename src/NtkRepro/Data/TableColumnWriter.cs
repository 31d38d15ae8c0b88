using System.Text;
using Parquet;
using Parquet.Schema;

namespace NtkRepro.Data;

/// <summary>
/// Writes columns of a Parquet table with the smallest and the largest value of each where these say what a reader takes them for.
/// </summary>
/// <remarks>
/// Readers leave out a row group whose values lie elsewhere, so bounds that are wrong hide rows. Those of the package are wrong where a
/// number is NaN, which has no place among the others, where a bound is 0, which has to have its own sign as the smallest and another
/// as the largest, and where the order of UTF-16 units is not that of UTF-8 bytes; of texts they are whole texts, however long. There
/// the column goes a way on which the package writes none.
/// </remarks>
/// <param name="group">The row group.</param>
/// <param name="options">The options of its file's writer.</param>
internal sealed class TableColumnWriter(ParquetRowGroupWriter group, ParquetOptions options)
{
    private const int LongestBound = 64;

    private static readonly double PositiveNaN = BitConverter.UInt64BitsToDouble(0x7ff8_0000_0000_0000);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the next column of the schema.</summary>
    /// <param name="field">The column.</param>
    /// <param name="values">Its values, at least one, of the column's type.</param>
    /// <exception cref="ArgumentException">
    /// The type is not string, int, double, bool or byte, or a text is missing or holds half of a character of two UTF-16 units.
    /// </exception>
    public Task WriteAsync(DataField field, object?[] values)
    {
        if (Array.IndexOf(values, null) is >= 0 and var row)
            throw new ArgumentException($"column '{field.Name}' lacks a text in row {row}", nameof(values));
        return values[0] switch
        {
            string => WriteTextsAsync(field, Typed<string>(values)),
            int => group.WriteAsync<int>(field, Typed<int>(values)),
            double => WriteNumbersAsync(field, Array.ConvertAll(Typed<double>(values), WithOneNaN)),
            bool => group.WriteAsync<bool>(field, Typed<bool>(values)),
            byte => group.WriteAsync<byte>(field, Typed<byte>(values)),
            var other => throw new ArgumentException(
                $"column '{field.Name}' holds {other?.GetType().Name}, of which no table is made",
                nameof(values)
            ),
        };
    }

    private static T[] Typed<T>(object?[] values) => Array.ConvertAll(values, value => (T)value!);

    private static double WithOneNaN(double number) => double.IsNaN(number) ? PositiveNaN : number;

    private Task WriteNumbersAsync(DataField field, double[] numbers)
    {
        // Of this encoding the package keeps no bounds.
        if (numbers.Any(double.IsNaN) || numbers.Min() == 0 || numbers.Max() == 0)
            options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.ByteSplitStream;
        return group.WriteAsync<double>(field, numbers);
    }

    private Task WriteTextsAsync(DataField field, string[] texts)
    {
        if (texts.All(text => text.Length <= LongestBound && text.All(c => c < '\ud800')))
            return group.WriteAsync(field, texts);
        // Neither does it of bytes; the column is found by its name alone, and stays one of texts.
        var bytes = new DataField(field.Name, typeof(byte[]), isNullable: false);
        _ = new ParquetSchema(bytes);
        return group.WriteAsync(bytes, Array.ConvertAll(texts, Utf8.GetBytes));
    }
}

using Parquet.Columns;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of one row group, in any order. One reader serves one caller at a time.</summary>
public class ParquetRowGroupReader : IDisposable
{
    private readonly Stream _input;
    private readonly ParquetSchema _schema;
    private readonly RowGroupMetaData _group;

    internal ParquetRowGroupReader(Stream input, ParquetSchema schema, RowGroupMetaData group)
    {
        _input = input;
        _schema = schema;
        _group = group;
    }

    /// <summary>Number of rows.</summary>
    public long RowCount => _group.RowCount;

    /// <summary>Reads a required column.</summary>
    /// <param name="field">The column, of this file's schema or of an equal one.</param>
    /// <param name="values">Takes one value per row; at least <see cref="RowCount"/> long.</param>
    /// <param name="repetitionLevels">Repeated columns are outside the slice: only null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">
    /// The column has another type, is nullable, or belongs to no schema, or the buffer is too short.
    /// </exception>
    /// <exception cref="ParquetException">
    /// The file has no such column, or its nullability differs, or a page is damaged or of an unsupported encoding.
    /// </exception>
    /// <exception cref="NotSupportedException">The compression is outside the slice.</exception>
    public async ValueTask ReadAsync<T>(
        DataField field,
        Memory<T> values,
        Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default
    )
        where T : struct
    {
        CheckArguments(field, typeof(T), values.Length, repetitionLevels);
        if (field.IsNullable)
            throw new ArgumentException($"column '{field.Name}' is nullable: read it as {typeof(T)}?", nameof(values));
        await ReadColumnAsync(field, values, default, cancellationToken);
    }

    /// <summary>Reads a column, nullable or required.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public async ValueTask ReadAsync<T>(
        DataField field,
        Memory<T?> values,
        Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default
    )
        where T : struct
    {
        CheckArguments(field, typeof(T), values.Length, repetitionLevels);
        var defined = new T[RowCount];
        var present = new bool[RowCount];
        await ReadColumnAsync<T>(field, defined, present, cancellationToken);
        var next = 0;
        for (var i = 0; i < present.Length; i++)
            values.Span[i] = present[i] ? defined[next++] : null;
    }

    /// <summary>Reads a column of text, nullable or required.</summary>
    /// <inheritdoc cref="ReadAsync{T}(DataField, Memory{T}, Memory{int}?, CancellationToken)"/>
    public async ValueTask ReadAsync(
        DataField field,
        Memory<string?> values,
        Memory<int>? repetitionLevels = null,
        CancellationToken cancellationToken = default
    )
    {
        CheckArguments(field, typeof(ReadOnlyMemory<char>), values.Length, repetitionLevels);
        var defined = new string[RowCount];
        var present = new bool[RowCount];
        await ReadColumnAsync<string>(field, defined, present, cancellationToken);
        var next = 0;
        for (var i = 0; i < present.Length; i++)
            values.Span[i] = present[i] ? defined[next++] : null;
    }

    /// <summary>Does nothing; the file's reader owns the stream.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    private (DataField Field, ColumnMetaData MetaData) Find(DataField field)
    {
        var fields = _schema.DataFields;
        var index = Array.FindIndex(fields, candidate => string.Equals(candidate.Name, field.Name));
        return index < 0
            ? throw new ParquetException($"'{field.Name}' does not exist in this file")
            : (fields[index], _group.Columns[index]);
    }

    private void CheckArguments(DataField field, Type type, int length, Memory<int>? repetitionLevels)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.EnsureAttachedToSchema(nameof(field));
        if (repetitionLevels is not null)
            throw new NotSupportedException($"column '{field.Name}': repetition levels are not supported");
        if (field.ClrType != type)
            throw new ArgumentException(
                $"Field \"{field.Description}\" is not compatible with type {type}",
                nameof(field)
            );
        if (length < RowCount)
            throw new ArgumentException($"the buffer for column '{field.Name}' takes {length} of {RowCount} values");
    }

    private async Task ReadColumnAsync<TValue>(
        DataField field,
        Memory<TValue> values,
        Memory<bool> present,
        CancellationToken cancellationToken
    )
    {
        var (fileField, metaData) = Find(field);
        if (!fileField.IsSameAs(field))
            throw new ParquetException($"the file has column '{fileField.Description}', not '{field.Description}'");

        var chunk = await ParquetReader.ReadAsync(
            _input,
            metaData.Start,
            (int)metaData.CompressedSize,
            cancellationToken
        );
        try
        {
            new ColumnReader<TValue>(fileField, metaData, chunk).Read(values.Span, present.Span);
        }
        catch (ParquetException e)
        {
            throw new ParquetException($"column '{field.Name}': {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException($"column '{field.Name}': {e.Message}", e);
        }
        if (!fileField.IsNullable)
            present.Span.Fill(true);
    }
}

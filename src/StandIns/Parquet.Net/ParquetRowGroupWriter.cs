using Parquet.Columns;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes the columns of one row group, in the schema's order.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    private readonly ParquetWriter _file;
    private readonly DataField[] _fields;
    private readonly List<ColumnMetaData> _columns = [];

    internal ParquetRowGroupWriter(ParquetWriter file)
    {
        _file = file;
        _fields = file.Schema.DataFields;
    }

    internal bool IsComplete => _columns.Count == _fields.Length;

    /// <summary>Writes the next column, of text. It may be nullable or required.</summary>
    /// <param name="field">The column: that of the schema which comes next.</param>
    /// <param name="values">One text per row.</param>
    /// <param name="repetitionLevels">Repeated columns are outside the slice: only null.</param>
    /// <exception cref="ArgumentException">
    /// The column is another than the next, is not of the schema, has another type, or is required and a text is null.
    /// </exception>
    /// <exception cref="InvalidOperationException">All columns are written, or the number of rows differs.</exception>
    /// <exception cref="NotSupportedException">A parameter is outside the slice.</exception>
    public async Task WriteAsync(
        DataField field,
        IReadOnlyCollection<string?> values,
        ReadOnlyMemory<int>? repetitionLevels = null
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckNext(field, typeof(ReadOnlyMemory<char>), values.Count, repetitionLevels);
        var present = values.Select(value => value is not null).ToArray();
        string[] defined = [.. values.OfType<string>()];
        if (!field.IsNullable && defined.Length < values.Count)
            throw new ArgumentException($"column '{field.Name}' is required, but a value is null", nameof(field));
        await WriteNextAsync<string>(field, defined, present, CancellationToken.None);
    }

    /// <summary>Writes the next column, which is required.</summary>
    /// <param name="field">The column: that of the schema which comes next.</param>
    /// <param name="values">One value per row.</param>
    /// <param name="repetitionLevels">Repeated columns are outside the slice: only null.</param>
    /// <param name="customMetadata">Custom metadata of a column is outside the slice: only null.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">
    /// The column is another than the next, is not of the schema, or has another type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The column is nullable, all columns are written, or the number of rows differs.
    /// </exception>
    /// <exception cref="NotSupportedException">A parameter is outside the slice.</exception>
    public async Task WriteAsync<T>(
        DataField field,
        ReadOnlyMemory<T> values,
        ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null,
        CancellationToken cancellationToken = default
    )
        where T : struct
    {
        CheckNext(field, typeof(T), values.Length, repetitionLevels);
        if (customMetadata is not null)
            throw new NotSupportedException($"column '{field.Name}': custom metadata of a column is not supported");
        if (field.IsNullable)
            throw new InvalidOperationException($"Column '{field.Name}' is nullable: only text can be written to it.");
        await WriteNextAsync(field, values, default, cancellationToken);
    }

    /// <summary>Checks that every column of the schema is written.</summary>
    /// <exception cref="InvalidOperationException">Columns are missing; the message names them.</exception>
    public void CompleteValidate()
    {
        if (!IsComplete)
            throw new InvalidOperationException(
                $"Not all columns were written. Expected {_fields.Length} columns but only {_columns.Count} were "
                    + $"written. Missing columns: {string.Join(", ", _fields.Skip(_columns.Count).Select(f => f.Name))}"
            );
    }

    /// <summary>Ends the row group.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    internal RowGroupMetaData ToMetaData() => new(_columns, _columns[0].ValueCount);

    private void CheckNext(DataField field, Type type, int rowCount, ReadOnlyMemory<int>? repetitionLevels)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.EnsureAttachedToSchema(nameof(field));
        if (repetitionLevels is not null)
            throw new NotSupportedException($"column '{field.Name}': repetition levels are not supported");
        if (field.ClrType != type)
            throw new ArgumentException($"expected values of type {field.ClrType} but passed {type}", nameof(field));
        if (IsComplete)
            throw new InvalidOperationException(
                $"Cannot write column '{field.Name}': all {_fields.Length} columns from the schema have been written."
            );
        var expected = _fields[_columns.Count];
        if (!expected.IsSameAs(field))
            throw new ArgumentException(
                $"cannot write this column, expected '{expected.Description}', passed: '{field.Description}'",
                nameof(field)
            );
        if (_columns.Count > 0 && _columns[0].ValueCount != rowCount)
            throw new InvalidOperationException(
                $"Column '{field.Name}' has {rowCount} rows, but the row group expects {_columns[0].ValueCount} rows."
            );
    }

    private async Task WriteNextAsync<TValue>(
        DataField field,
        ReadOnlyMemory<TValue> values,
        ReadOnlyMemory<bool> present,
        CancellationToken cancellationToken
    )
    {
        var rowCount = field.IsNullable ? present.Length : values.Length;
        var (bytes, metaData) = ColumnWriter.Write(field, values.Span, present.Span, rowCount, _file.Position);
        await _file.WriteAsync(bytes, cancellationToken);
        _columns.Add(metaData);
    }
}

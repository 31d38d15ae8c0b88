using Parquet.Columns;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet;

/// <summary>Writes the columns of one row group, in the schema's order.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    private readonly ParquetWriter _file;
    private readonly ParquetOptions _options;
    private readonly DataField[] _fields;
    private readonly List<ColumnMetaData> _columns = [];

    internal ParquetRowGroupWriter(ParquetWriter file, ParquetOptions options)
    {
        _file = file;
        _options = options;
        _fields = file.Schema.DataFields;
    }

    internal bool IsComplete => _columns.Count == _fields.Length;

    /// <summary>Writes the next column, of text. It may be nullable or required.</summary>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync(
        DataField field,
        IReadOnlyCollection<string?> values,
        ReadOnlyMemory<int>? repetitionLevels = null
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckNext(field, typeof(ReadOnlyMemory<char>), values.Count, repetitionLevels, null);
        var present = values.Select(value => value is not null).ToArray();
        string[] defined = [.. values.OfType<string>()];
        CheckNulls(field, defined.Length, values.Count);
        await WriteNextAsync<string>(field, defined, present, CancellationToken.None);
    }

    /// <summary>Writes the next column, of values that may be null.</summary>
    /// <param name="field">The column: that of the schema which comes next.</param>
    /// <param name="values">One value per row.</param>
    /// <param name="repetitionLevels">Repeated columns are outside the slice: only null.</param>
    /// <param name="customMetadata">Custom metadata of a column is outside the slice: only null.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">
    /// The column is another than the next, is not of the schema, has another type, or is required and a value is null.
    /// </exception>
    /// <exception cref="InvalidOperationException">All columns are written, or the number of rows differs.</exception>
    /// <exception cref="NotSupportedException">A parameter or the compression is outside the slice.</exception>
    public async Task WriteAsync<T>(
        DataField field,
        ReadOnlyMemory<T?> values,
        ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null,
        CancellationToken cancellationToken = default
    )
        where T : struct
    {
        CheckNext(field, typeof(T), values.Length, repetitionLevels, customMetadata);
        var present = new bool[values.Length];
        var defined = new T[values.Length];
        var count = 0;
        for (var i = 0; i < present.Length; i++)
        {
            if (values.Span[i] is not { } value)
                continue;
            present[i] = true;
            defined[count++] = value;
        }
        CheckNulls(field, count, values.Length);
        await WriteNextAsync<T>(field, defined.AsMemory(0, count), present, cancellationToken);
    }

    /// <summary>Writes the next column, which is required.</summary>
    /// <exception cref="InvalidOperationException">
    /// The column is nullable, all columns are written, or the number of rows differs.
    /// </exception>
    /// <inheritdoc cref="WriteAsync{T}(DataField, ReadOnlyMemory{T?}, ReadOnlyMemory{int}?, Dictionary{string, string}?, CancellationToken)"/>
    public async Task WriteAsync<T>(
        DataField field,
        ReadOnlyMemory<T> values,
        ReadOnlyMemory<int>? repetitionLevels = null,
        Dictionary<string, string>? customMetadata = null,
        CancellationToken cancellationToken = default
    )
        where T : struct
    {
        CheckNext(field, typeof(T), values.Length, repetitionLevels, customMetadata);
        if (field.IsNullable)
            throw new InvalidOperationException($"Column '{field.Name}' is nullable: pass its values as {typeof(T)}?.");
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

    private void CheckNext(
        DataField field,
        Type type,
        int rowCount,
        ReadOnlyMemory<int>? repetitionLevels,
        Dictionary<string, string>? customMetadata
    )
    {
        ArgumentNullException.ThrowIfNull(field);
        field.EnsureAttachedToSchema(nameof(field));
        if (repetitionLevels is not null)
            throw new NotSupportedException($"column '{field.Name}': repetition levels are not supported");
        if (customMetadata is not null)
            throw new NotSupportedException($"column '{field.Name}': custom metadata of a column is not supported");
        if (field.ClrType != type)
            throw new ArgumentException($"expected values of type {field.ClrType} but passed {type}", nameof(field));
        if (IsComplete)
            throw new InvalidOperationException(
                $"Cannot write column '{field.Name}': all {_fields.Length} columns from the schema have been written."
            );
        var expected = _fields[_columns.Count];
        if (!expected.Equals(field))
            throw new ArgumentException(
                $"cannot write this column, expected '{expected}', passed: '{field}'",
                nameof(field)
            );
        if (_columns.Count > 0 && _columns[0].ValueCount != rowCount)
            throw new InvalidOperationException(
                $"Column '{field.Name}' has {rowCount} rows, but the row group expects {_columns[0].ValueCount} rows."
            );
    }

    private static void CheckNulls(DataField field, int definedCount, int rowCount)
    {
        if (!field.IsNullable && definedCount < rowCount)
            throw new ArgumentException($"column '{field.Name}' is required, but a value is null", nameof(field));
    }

    private async Task WriteNextAsync<TValue>(
        DataField field,
        ReadOnlyMemory<TValue> values,
        ReadOnlyMemory<bool> present,
        CancellationToken cancellationToken
    )
    {
        var rowCount = field.IsNullable ? present.Length : values.Length;
        var (bytes, metaData) = ColumnWriter.Write(
            field,
            values.Span,
            present.Span,
            rowCount,
            _options,
            _file.Position
        );
        await _file.WriteAsync(bytes, cancellationToken);
        _columns.Add(metaData);
    }
}

using DuckDB.NET.Data;

namespace NtkRepro.Acceptance.Tables;

/// <summary>DuckDB, which shares no code with us or with our reader of Parquet.</summary>
internal static class DuckDb
{
    /// <summary>Runs SQL statements one by one; relative paths in them begin at the process's folder.</summary>
    public static void Run(params IEnumerable<string> statements)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        foreach (var statement in statements)
        {
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The rows of a query.</summary>
    public static TableContents Query(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).ToList();
        var rows = new List<IReadOnlyList<string?>>();
        while (reader.Read())
            rows.Add([.. columns.Select(c => TableContents.Text(reader.IsDBNull(c) ? null : reader.GetValue(c)))]);
        return new TableContents([.. columns.Select(c => $"{reader.GetName(c)} {reader.GetFieldType(c).Name}")], rows);
    }

    /// <summary>All of a Parquet file.</summary>
    public static TableContents Read(string path) => Query($"select * from read_parquet('{path}')");

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }
}

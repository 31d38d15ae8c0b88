using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>Checks the names in <see cref="VerificationParameters"/>: tables, columns, datasets and networks.</summary>
internal static class VerificationCheck
{
    /// <summary>Adds a mistake for each name that means nothing, and for each tolerance that could not be used.</summary>
    public static void Run(ParameterCheck check)
    {
        var parameters = check.Parameters<Parameters>();
        if (!parameters.Verification.Tolerance.Compare)
            check.Refuse("verification.tolerance.compare", "the tolerance of all columns cannot be not to compare");
        foreach (var (table, columns) in parameters.Verification.Tolerances)
            CheckTable(check, $"verification.tolerances.{table}", table, columns);
        foreach (var (dataset, networks) in parameters.Verification.Claims)
        {
            var path = $"verification.claims.{dataset}";
            if (!parameters.Datasets.ContainsKey(dataset))
                check.RefuseUnknown(path, $"unknown dataset '{dataset}'", [.. parameters.Datasets.Keys]);
            foreach (var network in networks.Keys.Where(n => !parameters.Models.ContainsKey(n)))
                check.RefuseUnknown($"{path}.{network}", $"unknown network '{network}'", [.. parameters.Models.Keys]);
        }
    }

    private static void CheckTable(
        ParameterCheck check,
        string path,
        string table,
        IReadOnlyDictionary<string, ToleranceParameters> columns
    )
    {
        if (!VerificationTables.All.TryGetValue(table, out var shape))
        {
            check.RefuseUnknown(path, $"unknown table '{table}'", [.. VerificationTables.All.Keys]);
            return;
        }
        string[] values = [.. shape.Columns.Keys.Except(shape.Keys, StringComparer.Ordinal)];
        foreach (var (column, tolerance) in columns)
        {
            var at = $"{path}.{column}";
            if (shape.Keys.Contains(column, StringComparer.Ordinal))
                check.Refuse(at, $"rows of '{table}' are matched by '{column}'; it has no tolerance");
            else if (!shape.Columns.TryGetValue(column, out var type))
                check.RefuseUnknown(at, $"table '{table}' has no column '{column}'", values);
            else if (tolerance.Compare && type != typeof(double) && type != typeof(int))
                check.Refuse(at, $"'{column}' of '{table}' is no number; it can only be left out by compare: false");
        }
    }
}

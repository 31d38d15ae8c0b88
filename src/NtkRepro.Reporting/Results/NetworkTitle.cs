namespace NtkRepro.Reporting.Results;

/// <summary>How a network on a dataset is called, in every text and on every page.</summary>
internal static class NetworkTitle
{
    private const string On = " on ";

    /// <summary><c>cnn on fashion-mnist</c>.</summary>
    /// <param name="model">The network, or several that are listed.</param>
    /// <param name="dataset">The dataset.</param>
    public static string Of(string model, string dataset) => $"{model}{On}{dataset}";

    /// <summary>The same as a part of a file's name.</summary>
    public static string FileName(string title) => title.Replace(On, "-", StringComparison.Ordinal);
}

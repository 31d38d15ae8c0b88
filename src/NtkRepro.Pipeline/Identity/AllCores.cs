using System.Runtime.ExceptionServices;

namespace NtkRepro.Pipeline;

/// <summary>Loops whose rounds do not depend on each other.</summary>
internal static class AllCores
{
    /// <summary>Runs a round for each item; a failure is thrown as itself, the first of several.</summary>
    public static void For<T>(IReadOnlyList<T> items, Action<T> round)
    {
        if (items.Count == 1)
        {
            round(items[0]);
            return;
        }

        try
        {
            Parallel.For(0, items.Count, i => round(items[i]));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}

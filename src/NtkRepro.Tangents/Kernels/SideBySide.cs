using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Independent pieces of work on as many threads as the engine may use, each of which uses one engine thread: operations
/// too small to be shared among threads keep all of them busy all the same, and the number of threads does not change a bit
/// of the result.
/// </summary>
internal static class SideBySide
{
    /// <summary>Does all pieces; the first are begun first.</summary>
    /// <param name="count">Of pieces.</param>
    /// <param name="work">One piece. What it makes outside a dispose scope of its own is the caller's to free.</param>
    public static void Run(int count, Action<int> work)
    {
        var allowed = get_num_threads();
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        Thread[] helpers =
        [
            .. Enumerable
                .Range(1, Math.Max(0, Math.Min(allowed, count) - 1))
                .Select(_ => new Thread(Loop) { IsBackground = true }),
        ];
        foreach (var helper in helpers)
            helper.Start();
        Loop();
        foreach (var helper in helpers)
            helper.Join();
        if (allowed > 1)
            set_num_threads(allowed);
        failure?.Throw();

        void Loop()
        {
            try
            {
                if (allowed > 1)
                    set_num_threads(1);
                for (int i; failure is null && (i = Interlocked.Increment(ref next)) < count; )
                    work(i);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}

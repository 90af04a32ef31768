namespace Winnow.Bench;

/// <summary>Threads that take numbered work from one pile.</summary>
internal static class Callers
{
    /// <summary>Does all of it, and waits.</summary>
    /// <param name="callers">Threads.</param>
    /// <param name="count">How much there is.</param>
    /// <param name="work">What to do with one number.</param>
    public static void Run(int callers, int count, Action<int> work)
    {
        var next = -1;
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;) work(i);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}

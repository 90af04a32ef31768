namespace Winnow.Inference.Tests.Support;

/// <summary>Runs sessions in tests.</summary>
internal static class SessionRuns
{
    public static readonly InferenceOptions Cpu = new() { Provider = InferenceProvider.Cpu };

    /// <summary>One result per content, in their order; the ids are their numbers.</summary>
    public static async Task<List<InferenceResult>> RunAsync(this ModelSession session, IEnumerable<byte[]> contents) =>
        await session.RunAsync(contents.Select((content, i) => new InferenceItem($"{i}", content)).ToAsyncEnumerable(), new(), CancellationToken.None).ToListAsync();
}

namespace Winnow.Functions.Ingestion;

/// <summary>The settings that orchestrations of ingestion decide by: they travel in the input, so that a replay sees the same ones. Meanings and units are those of <see cref="IngestionOptions"/>.</summary>
public sealed record IntakeSettings(
    int MaxDropsPerBatch, long MaxBytesPerBatch, int Window, int ShardsPerGroup, double GatherSeconds, double IdleSeconds, double RetrySeconds)
{
    public static IntakeSettings From(IngestionOptions options) => new(
        options.MaxDropsPerBatch,
        options.MaxBytesPerBatch,
        options.Window,
        options.ShardsPerGroup,
        options.GatherSeconds,
        options.IdleSeconds,
        options.RetrySeconds);
}

using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>A batch that is to be ingested.</summary>
public sealed record IngestInput(BatchManifest Batch, IntakeSettings Settings);

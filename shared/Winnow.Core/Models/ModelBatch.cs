namespace Winnow.Core.Models;

/// <summary>How a model runs fastest on one kind of device, as measured.</summary>
/// <param name="Size">Items per call.</param>
/// <param name="Callers">Calls at once; 0 means one per core.</param>
/// <param name="Threads">Threads inside one call; 0 means one per core.</param>
public sealed record ModelBatch(int Size, int Callers, int Threads);

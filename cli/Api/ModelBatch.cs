namespace Winnow.Cli.Api;

/// <summary>A way of running a model: items per call, calls at once, threads per call.</summary>
public sealed record ModelBatch(int Size, int Callers, int Threads);

namespace Winnow.Bench;

/// <summary>An option has a value that is none of those that it takes.</summary>
internal sealed class BenchmarkArgumentException(string message) : Exception(message);

namespace Winnow.Bench;

/// <summary>One subcommand of the benchmark program.</summary>
internal interface IBenchmark
{
    /// <summary>The subcommand.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>Its options, one line each.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Measures and returns named numbers in the order in which they are printed; progress goes to stderr.</summary>
    Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken);
}

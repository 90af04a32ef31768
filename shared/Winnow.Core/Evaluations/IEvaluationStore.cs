namespace Winnow.Core.Evaluations;

/// <summary>What evaluations leave behind: numbers per pack, results per item, reports, and a row per evaluation.</summary>
/// <remarks>Every write replaces what an earlier try wrote under the same key.</remarks>
public interface IEvaluationStore
{
    /// <summary>Writes the results of a pack's items: <c>{id}/items/{pack}.parquet</c>.</summary>
    /// <param name="id">The run.</param>
    /// <param name="pack">The pack, or its name among the results of the run.</param>
    /// <param name="outcomes">The items.</param>
    /// <param name="task">Says which parts and classes they have.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task WriteItemsAsync(string id, string pack, IReadOnlyList<ItemOutcome> outcomes, TaskEvaluation task, CancellationToken cancellationToken);

    /// <summary>The packs of which there are results, in order.</summary>
    IAsyncEnumerable<string> ListItemsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads the results of a pack's items.</summary>
    Task<OutcomeColumns> ReadItemsAsync(string id, string pack, CancellationToken cancellationToken);

    /// <summary>Writes the fingerprints of a pack's items: <c>{id}/fingerprints/{pack}.json</c>.</summary>
    Task WriteFingerprintsAsync(string id, string pack, IReadOnlyList<ItemFingerprint> fingerprints, CancellationToken cancellationToken);

    /// <summary>All fingerprints of a run.</summary>
    IAsyncEnumerable<ItemFingerprint> ReadFingerprintsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Writes numbers under a name of <see cref="NumberNames"/>.</summary>
    Task WriteNumbersAsync(string id, string name, EvaluationAccumulator numbers, CancellationToken cancellationToken);

    /// <summary>The numbers of that name, or null when they have not been written.</summary>
    Task<EvaluationAccumulator?> FindNumbersAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>The names of the numbers whose name starts with <paramref name="prefix"/>, in order.</summary>
    IAsyncEnumerable<string> ListNumbersAsync(string id, string prefix, CancellationToken cancellationToken);

    /// <summary>Writes <c>report.json</c> and <c>report.html</c>, and then the rows of tables Evaluations and Metrics.</summary>
    Task WriteReportAsync(EvaluationReport report, string html, CancellationToken cancellationToken);

    /// <summary>Reads a report; null when there is none.</summary>
    Task<EvaluationReport?> ReadReportAsync(string id, CancellationToken cancellationToken);

    /// <summary>Opens a file of the report: <c>report.json</c> or <c>report.html</c>; null when it is not there.</summary>
    Task<Stream?> FindReportAsync(string id, string file, CancellationToken cancellationToken);
}

namespace Winnow.Bench;

/// <summary>One of those that are compared on a task.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>As the numbers are named, in camelCase.</summary>
    string Name { get; }

    /// <summary>How it batches; empty when there is nothing to say.</summary>
    string Way { get; }

    /// <summary>Goes once through all items.</summary>
    /// <param name="answers">Gets the answers, in the order of the items; null when only the time is wanted, and whoever is given prepared tensors then makes none.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>Seconds.</returns>
    Task<double> RunAsync(string[]? answers, CancellationToken cancellationToken);
}

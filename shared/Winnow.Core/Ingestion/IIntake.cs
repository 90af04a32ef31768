namespace Winnow.Core.Ingestion;

/// <summary>The list of drops that are known and not yet processed.</summary>
/// <remarks>The key of a drop is its path and its version, so recording one twice changes nothing and an overwritten file is a drop of its own.</remarks>
public interface IIntake
{
    Task AddAsync(IReadOnlyCollection<Drop> drops, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="maxDrops"/> pending drops, ending with the one that reaches <paramref name="maxBytes"/>; none is removed.</summary>
    Task<IReadOnlyList<Drop>> PeekAsync(string dataset, int maxDrops, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Forgets drops that are done; those that are not there are ignored.</summary>
    Task RemoveAsync(IReadOnlyCollection<Drop> drops, CancellationToken cancellationToken);

    /// <summary>How many drops of a dataset are known and not yet processed.</summary>
    Task<long> CountPendingAsync(string dataset, CancellationToken cancellationToken);

    /// <summary>Whether a dataset has any drop that is not yet processed.</summary>
    Task<bool> HasPendingAsync(string dataset, CancellationToken cancellationToken);
}

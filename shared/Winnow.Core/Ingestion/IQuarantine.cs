using Winnow.Core.Catalogue;

namespace Winnow.Core.Ingestion;

/// <summary>The refused files, each with its reason.</summary>
/// <remarks>Entries are keyed by name and the version of the drop they came from: refusing one twice changes nothing.</remarks>
public interface IQuarantine
{
    /// <summary>Keeps what was refused: the dropped file is copied, an archive entry's bytes are stored, a row is only listed.</summary>
    /// <param name="dataset">The dataset, or <see cref="DropName.NoDataset"/>.</param>
    /// <param name="batch">The batch that refused them; null when the drop was refused at the door.</param>
    /// <param name="refused">What was refused.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AddAsync(string dataset, string? batch, IReadOnlyCollection<RefusedFile> refused, CancellationToken cancellationToken);

    /// <summary>Lists a dataset's refusals in name order.</summary>
    /// <param name="dataset">The dataset, or <see cref="DropName.NoDataset"/>.</param>
    /// <param name="limit">Entries per page, 1 to 1,000.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<Page<QuarantinedFile>> ListAsync(string dataset, int limit, string? continuation, CancellationToken cancellationToken);
}

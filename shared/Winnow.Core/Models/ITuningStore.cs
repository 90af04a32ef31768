namespace Winnow.Core.Models;

/// <summary>What was measured of models, kept beside their files for all machines of a kind.</summary>
public interface ITuningStore
{
    /// <summary>What was measured of a model on a kind of machine: at most one for each provider.</summary>
    /// <param name="hash">As <see cref="RegisteredModel.Hash"/>.</param>
    /// <param name="machine">As <see cref="ModelTuning.Machine"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<ModelTuning>> FindAsync(string hash, string machine, CancellationToken cancellationToken);

    /// <summary>Keeps a measurement in place of the one before.</summary>
    /// <param name="hash">As <see cref="RegisteredModel.Hash"/>.</param>
    /// <param name="tuning">The measurement.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task SaveAsync(string hash, ModelTuning tuning, CancellationToken cancellationToken);
}

using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference;

namespace Winnow.Functions.Models;

/// <summary>Takes uploaded models into the registry, those that work.</summary>
public sealed class ModelRegistration(IModelStore models, IOptions<InferenceOptions> options, TimeProvider time)
{
    /// <summary>Loads the uploaded model, checks it against its card, runs it on a blank input and on its sample, and registers it.</summary>
    /// <exception cref="WinnowException">What is wrong with the files; nothing is registered then.</exception>
    public async Task<RegisteredModel> RegisterAsync(ModelId id, CancellationToken cancellationToken)
    {
        var files = await models.DownloadAsync(id, cancellationToken);
        var card = await Task.Run(() => CheckAsync(files, cancellationToken), cancellationToken);
        if (card.Name != id.Name || card.Version != id.Version)
            throw new WinnowException(ErrorCodes.InvalidCard,
                $"The card in models/{id.Name}/{id.Version}/ is that of '{card.Name}@{card.Version}'. Correct name and version in card.yaml, or upload to its folder.");
        return await models.RegisterAsync(
            new()
            {
                Name = id.Name,
                Version = id.Version,
                Task = card.Task,
                Hash = files.Hash,
                Licence = card.Licence,
                Source = card.Source,
                RegisteredAt = time.GetUtcNow(),
            },
            cancellationToken);
    }

    private async Task<ModelCard> CheckAsync(ModelFiles files, CancellationToken cancellationToken)
    {
        using var session = ModelSession.Load(files, options.Value);
        session.Validate();
        var sample = await session.CheckSampleAsync(cancellationToken);
        return sample is null or { Differences: [] }
            ? session.Card
            : throw new WinnowException(ErrorCodes.ModelMismatch,
                $"{session.Card.Name}@{session.Card.Version} does not say of its sample what its card expects: {string.Join("; ", sample.Differences)}. Correct the card, or the model.");
    }
}

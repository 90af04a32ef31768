using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference;

namespace Winnow.Functions.Models;

/// <summary>Takes uploaded models into the registry, those that work.</summary>
public sealed class ModelRegistration(IModelStore models, IOptions<InferenceOptions> options, TimeProvider time)
{
    /// <summary>Loads the uploaded model, checks it against its card, runs it on a blank input, and registers it.</summary>
    /// <exception cref="WinnowException">What is wrong with the files; nothing is registered then.</exception>
    public async Task<RegisteredModel> RegisterAsync(ModelId id, CancellationToken cancellationToken)
    {
        var files = await models.DownloadAsync(id, cancellationToken);
        var card = await Task.Run(() => Check(files), cancellationToken);
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

    private ModelCard Check(ModelFiles files)
    {
        using var session = ModelSession.Load(files, options.Value);
        session.Validate();
        return session.Card;
    }
}

using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference;

namespace Winnow.Functions.Models;

/// <summary>Takes uploaded models into the registry, those that work, and checks them again.</summary>
public sealed class ModelRegistration(
    IModelStore models, ITuningStore tunings, ModelSessions sessions, IOptions<InferenceOptions> options, TimeProvider time)
{
    /// <summary>Loads the uploaded model, checks it against its card, runs it on a blank input and on its sample, and registers it.</summary>
    /// <exception cref="WinnowException">What is wrong with the files; nothing is registered then.</exception>
    public async Task<RegisteredModel> RegisterAsync(ModelId id, CancellationToken cancellationToken)
    {
        var files = await models.DownloadAsync(id, cancellationToken);
        var card = await Task.Run(() => RequireAsync(files, cancellationToken), cancellationToken);
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

    /// <summary>Loads a registered model and runs it on a blank input and on its sample.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownModel"/>, or what is wrong with the files.</exception>
    public async Task<ModelCheck> CheckAsync(ModelId id, CancellationToken cancellationToken)
    {
        var model = await models.ResolveAsync(id.ToString(), cancellationToken);
        var files = await models.FetchAsync(model, cancellationToken);
        return (await Task.Run(() => RunAsync(files, cancellationToken), cancellationToken)).Check;
    }

    /// <summary>Measures how a registered model runs fastest where the app runs, and keeps it for all machines of that kind. Measuring again replaces it.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownModel"/>, or what is wrong with the files.</exception>
    public async Task<ModelTuning> TuneAsync(ModelId id, CancellationToken cancellationToken)
    {
        var model = await models.ResolveAsync(id.ToString(), cancellationToken);
        var files = await models.FetchAsync(model, cancellationToken);
        var tuning = await Task.Run(() => ModelTuner.TuneAsync(files, options.Value, ModelTuner.DefaultTrial, time, cancellationToken), cancellationToken);
        await tunings.SaveAsync(model.Hash, tuning, cancellationToken);
        sessions.Reload(model);
        return tuning;
    }

    private async Task<(ModelCard Card, ModelCheck Check)> RunAsync(ModelFiles files, CancellationToken cancellationToken)
    {
        using var session = ModelSession.Load(files, options.Value);
        session.Validate();
        var sample = await session.CheckSampleAsync(cancellationToken);
        var id = new ModelId(session.Card.Name, session.Card.Version).ToString();
        return (session.Card, new(id, session.Provider, session.FallbackReason, session.Card.Sample?.Input, sample?.Differences ?? []));
    }

    private async Task<ModelCard> RequireAsync(ModelFiles files, CancellationToken cancellationToken)
    {
        var (card, check) = await RunAsync(files, cancellationToken);
        return check.Differences.Count == 0
            ? card
            : throw new WinnowException(ErrorCodes.ModelMismatch,
                $"{check.Model} does not say of its sample what its card expects: {string.Join("; ", check.Differences)}. Correct the card, or the model.");
    }
}

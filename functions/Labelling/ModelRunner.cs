using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;
using Winnow.Core.PseudoLabels;
using Winnow.Functions.Common;
using Winnow.Inference;

namespace Winnow.Functions.Labelling;

/// <summary>Runs a model over items of one pack, which is read in one go.</summary>
public sealed partial class ModelRunner(IPackStore packs, ModelSessions sessions, ILogger<ModelRunner> log)
{
    /// <summary>Runs the model; items of another kind than it takes are left out.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="items">Items of the pack, in its order.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<ModelRun> RunAsync(string dataset, string pack, List<Item> items, RegisteredModel model, CancellationToken cancellationToken)
    {
        using var lease = await sessions.RentAsync(model, cancellationToken);
        var session = lease.Session;
        items = items.FindAll(item => session.Card.Network.Input.Accepts(item.MediaType));
        var times = new InferenceTimes();
        var answers = new List<(Item, InferenceResult)>(items.Count);
        if (items.Count > 0)
        {
            await foreach (var result in session.RunAsync(ReadAsync(dataset, pack, items, cancellationToken), times, cancellationToken))
                answers.Add((items[answers.Count], result));
        }

        string[] warnings = [.. session.Warnings.Select(warning => warning.ReplaceLineEndings(" "))];
        foreach (var warning in warnings) Warn(log, model.GetId().ToString(), warning);
        var labels = session.Card.HasClassScores ? session.Labels : [];
        return new(
            model.GetId(), labels, session.Card.Task.HasProbabilities() ? labels : [], answers, times.Onnx.TotalSeconds / session.Callers, items.Count > 0 ? session.Provider : null, warnings);
    }

    private async IAsyncEnumerable<InferenceItem> ReadAsync(
        string dataset, string pack, List<Item> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (item, content) in packs.ReadItemsAsync(dataset, pack, items, cancellationToken))
            yield return new(item.Id, content);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model}: {Warning}")]
    private static partial void Warn(ILogger logger, string model, string warning);
}

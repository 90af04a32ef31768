using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;

namespace Winnow.Functions.Labelling;

/// <summary>What the labelling orchestrations do.</summary>
public sealed class LabellingActivities(IPackStore packs, IModelStore models, PackLabeller labeller)
{
    private const int MaxPageSize = 5000;

    /// <summary>The model that <c>name</c> or <c>name@version</c> stands for now, as <c>name@version</c>.</summary>
    [Function(nameof(ResolveModel))]
    public async Task<string> ResolveModel([ActivityTrigger] string model, CancellationToken cancellationToken) =>
        (await models.ResolveAsync(model, cancellationToken)).GetId().ToString();

    /// <summary>Counts the packs and their items.</summary>
    [Function(nameof(CountPacks))]
    public async Task<PackCount> CountPacks([ActivityTrigger] ListPacksInput input, CancellationToken cancellationToken)
    {
        var count = new PackCount(0, 0);
        string? continuation = null;
        do
        {
            var page = await packs.ListAsync(input.Dataset, continuation, MaxPageSize, cancellationToken);
            var wanted = page.Value.Where(pack => IsWanted(input, pack)).ToList();
            count = new(count.Packs + wanted.Count, count.Items + wanted.Sum(pack => (long)pack.Items));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return count;
    }

    /// <summary>Lists packs from a continuation on, until there are some or the listing ends.</summary>
    [Function(nameof(ListPacks))]
    public async Task<PackPage> ListPacks([ActivityTrigger] ListPacksInput input, CancellationToken cancellationToken)
    {
        var continuation = input.Continuation;
        do
        {
            var page = await packs.ListAsync(input.Dataset, continuation, input.PageSize, cancellationToken);
            continuation = page.Continuation;
            string[] names = [.. page.Value.Where(pack => IsWanted(input, pack)).Select(pack => pack.Name)];
            if (names.Length > 0) return new(names, continuation);
        }
        while (continuation is not null);
        return new([], null);
    }

    /// <summary>Labels one pack. Idempotent by run and pack: doing it twice writes the same blob and the same rows.</summary>
    [Function(nameof(LabelShard))]
    public Task<LabelCounts> LabelShard([ActivityTrigger] LabelShardInput input, CancellationToken cancellationToken) =>
        labeller.LabelAsync(input.Label, input.Pack, cancellationToken);

    private static bool IsWanted(ListPacksInput input, PackInfo pack) =>
        input.Batch is null || pack.Name.StartsWith(input.Batch, StringComparison.Ordinal);
}

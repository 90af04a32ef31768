using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>The model registry: table <see cref="TableNames.Models"/>, files in <c>models/{name}/{version}/</c>.</summary>
public sealed class ModelStore(StorageClients clients, ModelCache cache) : IModelStore
{
    private const string Task = nameof(RegisteredModel.Task);
    private const string Hash = nameof(RegisteredModel.Hash);
    private const string Licence = nameof(RegisteredModel.Licence);
    private const string Source = nameof(RegisteredModel.Source);
    private const string RegisteredAt = nameof(RegisteredModel.RegisteredAt);

    private TableClient Table => clients.Table(TableNames.Models);

    /// <inheritdoc/>
    public async Task<RegisteredModel?> FindAsync(ModelId model, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(model.Name, model.Version, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<RegisteredModel> ResolveAsync(string model, CancellationToken cancellationToken)
    {
        if (model.Contains('@', StringComparison.Ordinal))
        {
            var id = ModelId.Parse(model);
            return await FindAsync(id, cancellationToken) ?? throw Unknown(id.ToString());
        }

        var partition = Names.RequireModel(model);
        var versions = Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken);
        TableEntity? newest = null;
        await foreach (var row in versions)
        {
            if (newest is null || VersionOrder.Instance.Compare(row.RowKey, newest.RowKey) > 0) newest = row;
        }

        return newest is null ? throw Unknown(model) : Read(newest);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RegisteredModel> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var versions = new List<RegisteredModel>();
        await foreach (var row in Table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (versions.Count > 0 && versions[0].Name != row.PartitionKey)
            {
                foreach (var model in Sorted(versions)) yield return model;
                versions.Clear();
            }

            versions.Add(Read(row));
        }

        foreach (var model in Sorted(versions)) yield return model;
    }

    /// <inheritdoc/>
    public Task<ModelFiles> DownloadAsync(ModelId model, CancellationToken cancellationToken) => cache.DownloadAsync(model, cancellationToken);

    /// <inheritdoc/>
    public async Task<ModelFiles> FetchAsync(RegisteredModel model, CancellationToken cancellationToken)
    {
        if (await cache.FindAsync(model.Hash, cancellationToken) is { } known) return known;
        var files = await cache.DownloadAsync(model.GetId(), cancellationToken);
        return files.Hash == model.Hash ? files : throw new WinnowException(ErrorCodes.Conflict,
            $"The files of model '{model.GetId()}' are not those that were registered on {model.RegisteredAt:u}: their hash is {files.Hash}, not {model.Hash}. Restore them, or register them as a new version.");
    }

    /// <inheritdoc/>
    public async Task<string> ReadCardAsync(RegisteredModel model, CancellationToken cancellationToken)
    {
        try
        {
            var card = await clients.Models.GetBlobClient($"{model.Name}/{model.Version}/{ModelFiles.CardFile}").DownloadContentAsync(cancellationToken);
            return card.Value.Content.ToString();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw new WinnowException(ErrorCodes.Conflict, $"The card of model '{model.GetId()}' is not in storage any more. Restore it.");
        }
    }

    /// <inheritdoc/>
    public async Task<RegisteredModel> RegisterAsync(RegisteredModel model, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(Write(model), cancellationToken);
            return model;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            var known = await FindAsync(model.GetId(), cancellationToken) ?? throw Unknown(model.GetId().ToString());
            return known.Hash == model.Hash ? known : throw new WinnowException(ErrorCodes.Conflict,
                $"Model '{known.GetId()}' is registered with other files since {known.RegisteredAt:u}. A version does not change: upload under a new one.");
        }
    }

    private static IOrderedEnumerable<RegisteredModel> Sorted(IEnumerable<RegisteredModel> versions) =>
        versions.OrderBy(model => model.Version, VersionOrder.Instance);

    private static TableEntity Write(RegisteredModel model) => new(Names.RequireModel(model.Name), Names.RequireVersion(model.Version))
    {
        [Task] = model.Task.ToName(),
        [Hash] = model.Hash,
        [Licence] = model.Licence,
        [Source] = model.Source,
        [RegisteredAt] = model.RegisteredAt,
    };

    private static RegisteredModel Read(TableEntity row) => new()
    {
        Name = row.PartitionKey,
        Version = row.RowKey,
        Task = ModelTasks.Parse(row.GetString(Task)),
        Hash = row.GetString(Hash),
        Licence = row.GetString(Licence),
        Source = row.GetString(Source),
        RegisteredAt = row.GetDateTimeOffset(RegisteredAt)!.Value,
    };

    private static WinnowException Unknown(string model) =>
        new(ErrorCodes.UnknownModel, $"There is no model '{model}'; GET /api/models lists the registered ones, POST /api/models registers one.");
}

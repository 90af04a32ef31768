using System.Runtime.CompilerServices;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Functions.Tests.Ingestion;

/// <summary>A registry in which there is no model.</summary>
internal sealed class NoModels : IModelStore
{
    public Task<RegisteredModel?> FindAsync(ModelId model, CancellationToken cancellationToken) => Task.FromResult<RegisteredModel?>(null);

    public Task<RegisteredModel> ResolveAsync(string model, CancellationToken cancellationToken) => throw Unknown(model);

    public async IAsyncEnumerable<RegisteredModel> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<ModelFiles> DownloadAsync(ModelId model, CancellationToken cancellationToken) => throw Unknown(model.ToString());

    public Task<ModelFiles> FetchAsync(RegisteredModel model, CancellationToken cancellationToken) => throw Unknown(model.Name);

    public Task<string> ReadCardAsync(RegisteredModel model, CancellationToken cancellationToken) => throw Unknown(model.Name);

    public Task<RegisteredModel> RegisterAsync(RegisteredModel model, CancellationToken cancellationToken) => throw Unknown(model.Name);

    private static WinnowException Unknown(string model) => new(ErrorCodes.UnknownModel, $"Model '{model}' is not registered.");
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Functions.Http;

namespace Winnow.Functions.Models;

/// <summary>HTTP: list the registered models, show one with its card, register one whose files were uploaded, check one, measure one.</summary>
public sealed class ModelsTriggers(IModelStore models, ModelRegistration registration)
{
    [Function(nameof(ListModels))]
    public Task<IResult> ListModels(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models")] HttpRequest request, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var all = new List<ModelDescription>();
            await foreach (var model in models.ListAsync(cancellationToken)) all.Add(ModelDescription.From(model));
            return HttpApi.Ok(new Listing<ModelDescription>(all, null));
        });

    [Function(nameof(GetModel))]
    public Task<IResult> GetModel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{name}/{version}")] HttpRequest request, string name, string version,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var model = await models.ResolveAsync($"{Names.RequireModel(name)}@{Names.RequireVersion(version)}", cancellationToken);
            return HttpApi.Ok(ModelDescription.From(model) with { Card = await models.ReadCardAsync(model, cancellationToken) });
        });

    [Function(nameof(CheckModel))]
    public Task<IResult> CheckModel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{name}/{version}/check")] HttpRequest request, string name, string version,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () => HttpApi.Ok(await registration.CheckAsync(new(Names.RequireModel(name), Names.RequireVersion(version)), cancellationToken)));

    [Function(nameof(TuneModel))]
    public Task<IResult> TuneModel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{name}/{version}/tune")] HttpRequest request, string name, string version,
        CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () => HttpApi.Ok(await registration.TuneAsync(new(Names.RequireModel(name), Names.RequireVersion(version)), cancellationToken)));

    [Function(nameof(RegisterModel))]
    public Task<IResult> RegisterModel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models")] HttpRequest request, CancellationToken cancellationToken) =>
        HttpApi.AnswerAsync(async () =>
        {
            var body = await HttpApi.ReadBodyAsync<RegisterModelRequest>(request, cancellationToken);
            if (body.Name is null || body.Version is null)
                throw new WinnowException(ErrorCodes.InvalidRequest, "The body needs name and version of the model whose files were uploaded.");
            var model = await registration.RegisterAsync(new(Names.RequireModel(body.Name), Names.RequireVersion(body.Version)), cancellationToken);
            request.HttpContext.Response.Headers.Location = $"{request.Scheme}://{request.Host}/api/models/{model.Name}/{model.Version}";
            return HttpApi.Ok(ModelDescription.From(model), StatusCodes.Status201Created);
        });
}

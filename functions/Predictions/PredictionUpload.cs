using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Winnow.Core.Errors;
using Winnow.Storage.Imports;

namespace Winnow.Functions.Predictions;

/// <summary>Takes the file of predictions from the body of a request, as a stream: the body itself, or the parts <c>predictions</c> and <c>vocabulary</c> of a form.</summary>
public sealed class PredictionUpload(ImportStore store, IOptions<ImportOptions> options)
{
    private const string PredictionsPart = "predictions";
    private const int MaxBoundary = 200;

    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: no file, too long a one, or a form that cannot be read.</exception>
    public async Task TakeAsync(string run, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxUploadBytes;
        }

        try
        {
            await (BoundaryOf(request) is { } boundary ? TakeFormAsync(run, request, boundary, cancellationToken) : TakeBodyAsync(run, request, cancellationToken));
        }
        catch (BadHttpRequestException error)
        {
            throw Invalid($"The upload cannot be read: {error.Message} The limit is {options.Value.MaxUploadBytes} bytes; for more, put the file into a blob and send its address as ?source=.");
        }
        catch (InvalidDataException error)
        {
            throw Invalid($"The form cannot be read: {error.Message}");
        }
    }

    private async Task TakeBodyAsync(string run, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0)
        {
            throw Invalid("The body is empty: send the file of predictions, or the address of a blob as ?source=.");
        }

        await store.UploadAsync(run, ImportStore.Content, request.Body, cancellationToken);
    }

    private async Task TakeFormAsync(string run, HttpRequest request, string boundary, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, request.Body);
        var hasPredictions = false;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var name = section.AsFileSection()?.Name ?? section.GetContentDispositionHeader()?.Name.Value;
            switch (name)
            {
                case PredictionsPart:
                    await store.UploadAsync(run, ImportStore.Content, section.Body, cancellationToken);
                    hasPredictions = true;
                    break;
                case ImportStore.Vocabulary:
                    await store.UploadAsync(run, ImportStore.Vocabulary, section.Body, cancellationToken);
                    break;
                default:
                    throw Invalid($"The form has a part '{name}'; it may have '{PredictionsPart}' and '{ImportStore.Vocabulary}'.");
            }
        }

        if (!hasPredictions)
        {
            throw Invalid($"The form has no part '{PredictionsPart}', the file.");
        }
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundary } boundary ? boundary : throw Invalid("The form has no boundary.");
    }

    private static WinnowException Invalid(string detail) => new(ErrorCodes.InvalidRequest, detail);
}

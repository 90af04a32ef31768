using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Winnow.Core.Errors;

namespace Winnow.Functions.Http;

/// <summary>What every HTTP trigger shares: JSON in and out, and errors as problem+json with a stable <c>code</c> (RFC 9457).</summary>
public static class HttpApi
{
    /// <summary>Longest body that is read into memory.</summary>
    public const int MaxBodyBytes = 1 << 20;

    /// <summary>camelCase, enums as camelCase strings, members that the API does not know are refused.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>Runs the work of a trigger and turns a <see cref="WinnowException"/> into its problem.</summary>
    public static async Task<IResult> AnswerAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (WinnowException error)
        {
            return Problem(error.Code, error.Detail);
        }
    }

    public static IResult Ok<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, Json, statusCode: status);

    /// <summary>A problem whose HTTP status follows from its code.</summary>
    public static IResult Problem(string code, string detail)
    {
        var status = StatusOf(code);
        return TypedResults.Json(
            new ProblemDetails { Title = code.Replace('-', ' '), Detail = detail, Status = status, Extensions = { ["code"] = code } },
            Json, "application/problem+json", status);
    }

    /// <summary>Reads the JSON body.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: empty, over 1 MiB, not JSON, a wrong type or an unknown member.</exception>
    public static async Task<T> ReadBodyAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = await BufferAsync(request, cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(body, Json, cancellationToken)
                ?? throw new WinnowException(ErrorCodes.InvalidRequest, "The body is empty; send a JSON object.");
        }
        catch (JsonException error)
        {
            throw new WinnowException(ErrorCodes.InvalidRequest, $"The body is not the JSON object that is expected here: {error.Message}", error);
        }
    }

    /// <summary>Reads the body as a text in UTF-8.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: over 1 MiB.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await BufferAsync(request, cancellationToken));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    // A chunked body does not say how long it is: only reading it shows.
    private static async Task<MemoryStream> BufferAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                throw new WinnowException(ErrorCodes.InvalidRequest, $"The body is longer than {MaxBodyBytes} bytes, the limit; send a smaller one.");
            }

            body.Write(buffer, 0, read);
        }

        body.Position = 0;
        return body;
    }

    private static int StatusOf(string code) => code switch
    {
        ErrorCodes.UnknownDataset or ErrorCodes.UnknownItem or ErrorCodes.UnknownModel or ErrorCodes.UnknownRun or ErrorCodes.UnknownVersion
            or ErrorCodes.UnknownBenchmark or ErrorCodes.UnknownCalibration => StatusCodes.Status404NotFound,
        ErrorCodes.InvalidCard or ErrorCodes.InvalidModel or ErrorCodes.ModelMismatch or ErrorCodes.TaskMismatch => StatusCodes.Status422UnprocessableEntity,
        ErrorCodes.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorCodes.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCodes.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Storage.Queries;

/// <summary>Where the next page of a query starts: after this key. Bound to its query.</summary>
internal sealed record Continuation(string Query, string Partition, string Key)
{
    private const int LongestText = 8192;

    /// <summary>The text that a client passes back.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    /// <summary>A short hash of what is asked.</summary>
    public static string Identify(string dataset, ItemQuery query)
    {
        var text = dataset + JsonSerializer.Serialize(query, JsonSerializerOptions.Web);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/></exception>
    public static Continuation? Parse(string? text, string query)
    {
        if (text is null)
        {
            return null;
        }

        var parsed = TryParse(text);
        return parsed is { Partition: not null, Key: not null } && parsed.Query == query
            ? parsed
            : throw new WinnowException(
                ErrorCodes.InvalidRequest,
                $"Continuation '{(text.Length > 40 ? text[..40] + "…" : text)}' is not one of this query. Pass back nextLink unchanged, or start without it.");
    }

    private static Continuation? TryParse(string text)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Continuation>(Base64Url.DecodeFromChars(text), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

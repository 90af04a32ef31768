using System.Globalization;

namespace Winnow.Local.Queues.Security;

/// <summary>A shared access signature: <c>SharedAccessSignature sr={resource}&amp;sig={signature}&amp;se={expiry}&amp;skn={key name}</c>.</summary>
/// <param name="Resource">What it opens, as it was signed: URL-encoded.</param>
/// <param name="Signature">HMAC-SHA256 of resource and expiry, base64.</param>
/// <param name="Expiry">When it ends, in Unix seconds, as it was signed.</param>
/// <param name="KeyName">The name of the key that signed it.</param>
internal sealed record SasToken(string Resource, string Signature, string Expiry, string KeyName)
{
    private const string Prefix = "SharedAccessSignature ";

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The path of what it opens, without scheme and host; empty for the whole namespace.</summary>
    public string Path { get; private init; } = "";

    /// <returns>The token, or null when the text is none.</returns>
    public static SasToken? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var fields = text[Prefix.Length..].Split('&')
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .GroupBy(field => field[0], field => field[1], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(field => field.Key, field => field.First(), StringComparer.OrdinalIgnoreCase);
        return fields.TryGetValue("sr", out var resource) && fields.TryGetValue("sig", out var signature)
            && fields.TryGetValue("se", out var expiry) && fields.TryGetValue("skn", out var keyName)
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new SasToken(resource, Uri.UnescapeDataString(signature), expiry, Uri.UnescapeDataString(keyName))
            {
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(seconds),
                Path = ResourcePath.Of(Uri.UnescapeDataString(resource)),
            }
            : null;
    }
}

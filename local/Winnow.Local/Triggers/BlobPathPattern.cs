using System.Text.RegularExpressions;

namespace Winnow.Local.Triggers;

/// <summary>The path of a blob trigger: a container and a pattern with tokens in curly braces.</summary>
/// <remarks>As in the official trigger, a token matches any characters, <c>/</c> included, and a path without a blob part matches every blob.</remarks>
internal sealed partial class BlobPathPattern
{
    /// <summary>The name of the value that holds container and blob name.</summary>
    public const string WholePath = "blobTrigger";

    private readonly Regex _pattern;

    private BlobPathPattern(string container, string blob)
    {
        Container = container;
        var tokens = Token().Matches(blob);
        Names = [.. tokens.Select(token => token.Groups[1].Value)];
        Prefix = tokens.Count == 0 ? blob : blob[..tokens[0].Index];
        var regex = new System.Text.StringBuilder("^");
        var position = 0;
        foreach (Match token in tokens)
        {
            regex.Append(Regex.Escape(blob[position..token.Index])).Append("(?<").Append(token.Groups[1].Value).Append(">.+)");
            position = token.Index + token.Length;
        }
        _pattern = new Regex(regex.Append(Regex.Escape(blob[position..])).Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    public string Container { get; }

    /// <summary>What the name of every matching blob starts with: a listing needs no more.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="FormatException">The path has no container, or a token is wrong.</exception>
    public static BlobPathPattern Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        var blob = slash < 0 ? "{name}" : path[(slash + 1)..];
        if (!ContainerName().IsMatch(container) || blob.Length == 0)
            throw new FormatException($"the blob path '{path}' is not 'container/pattern' with a container of 3 to 63 characters from a-z, 0-9 and '-'");
        if (Token().Replace(blob, "").AsSpan().IndexOfAny('{', '}') >= 0)
            throw new FormatException($"the blob path '{path}' has a wrong token: a token is '{{name}}' with letters, digits and '_'");
        var pattern = new BlobPathPattern(container, blob);
        return pattern.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == pattern.Names.Count
            ? pattern
            : throw new FormatException($"the blob path '{path}' has the same token twice");
    }

    /// <summary>The values of the tokens, or null when the blob does not match.</summary>
    public Dictionary<string, object?>? Match(string blobName)
    {
        var match = _pattern.Match(blobName);
        if (!match.Success)
            return null;
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase) { [WholePath] = $"{Container}/{blobName}" };
        foreach (var name in Names)
            values[name] = match.Groups[name].Value;
        return values;
    }

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(\$root|[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62})$")]
    private static partial Regex ContainerName();
}

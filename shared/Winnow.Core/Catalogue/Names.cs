using System.Text.RegularExpressions;
using Winnow.Core.Errors;

namespace Winnow.Core.Catalogue;

/// <summary>The rule for names that become part of blob paths and table keys: datasets, models and model versions.</summary>
/// <remarks>
/// Datasets and models: 1 to 63 characters of <c>a-z 0-9 -</c>, starting and ending with a letter or digit. Model versions also
/// allow <c>.</c> and <c>_</c>. Nothing else is allowed, so that a name needs no escaping anywhere.
/// </remarks>
public static partial class Names
{
    /// <summary>Longest dataset, model or version name, in characters.</summary>
    public const int MaxLength = 63;

    public static bool IsDataset(string? name) => name is { Length: <= MaxLength } && Plain().IsMatch(name);

    /// <summary>Returns <paramref name="name"/> when it is a valid dataset name.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/></exception>
    public static string RequireDataset(string? name) => IsDataset(name) ? name! : throw Invalid("dataset", name, "a-z, 0-9 and '-'");

    /// <summary>Returns <paramref name="name"/> when it is a valid model name.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/></exception>
    public static string RequireModel(string? name) => IsDataset(name) ? name! : throw Invalid("model", name, "a-z, 0-9 and '-'");

    /// <summary>Returns <paramref name="version"/> when it is a valid model version.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidName"/></exception>
    public static string RequireVersion(string? version) =>
        version is { Length: <= MaxLength } && Versions().IsMatch(version) ? version : throw Invalid("model version", version, "a-z, 0-9, '.', '_' and '-'");

    private static WinnowException Invalid(string what, string? value, string allowed)
    {
        var shown = value is null ? "(none)" : value.Length > 80 ? string.Concat(value.AsSpan(0, 80), "…") : value;
        return new(ErrorCodes.InvalidName,
            $"'{shown}' is not a valid {what} name: use 1 to {MaxLength} characters of {allowed}, starting and ending with a letter or digit.");
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\z")]
    private static partial Regex Plain();

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\\z")]
    private static partial Regex Versions();
}

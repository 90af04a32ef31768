namespace Winnow.Core.Formats.Internal;

/// <summary>The rules for the parts of a detail that name no class; each gives the problem, or null.</summary>
internal static class PartRules
{
    private const int MaxMetadataKeyChars = 63;

    public static string? NotAProbability(string what, double value) => value is >= 0 and <= 1 ? null : $"{what} is {value}; it must be 0 to 1.";

    public static string? NotFinite(string what, double value) => double.IsFinite(value) ? null : $"{what} is {value}; it must be a finite number.";

    public static string? NulProblem(string text, string what) =>
        text.Contains('\0', StringComparison.Ordinal) ? $"{what} holds the character U+0000." : null;

    public static string? TooMany(string key, int? count, int limit) =>
        count > limit ? $"'{key}' has {count:N0} entries; the limit is {limit:N0}." : null;

    public static string? Empty(string key, int? count) => count == 0 ? $"'{key}' is empty; leave it out when nothing is known." : null;

    public static string? Texts(string key, IReadOnlyList<string>? texts)
    {
        foreach (var text in texts ?? [])
        {
            if (NulProblem(text, $"An entry of '{key}'") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    public static string? Tags(IReadOnlyList<string>? tags, NameRules names)
    {
        foreach (var tag in tags ?? [])
        {
            if (names.Problem(tag, "tag") is { } problem)
            {
                return problem;
            }

            if (tag.Any(char.IsWhiteSpace))
            {
                return $"The tag '{ItemPath.Show(tag)}' holds white space.";
            }
        }

        return null;
    }

    public static string? Repeated(string key, IReadOnlyList<string>? values)
    {
        if (values is null or { Count: < 2 })
        {
            return null;
        }

        var seen = new HashSet<string>(values.Count, StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!seen.Add(value))
            {
                return $"'{key}' has '{ItemPath.Show(value)}' twice.";
            }
        }

        return null;
    }

    public static string? Passed(IReadOnlyList<bool>? passed, IReadOnlyList<string>? texts) =>
        passed is not null && texts is not null && passed.Count != texts.Count
            ? $"'passed' has {passed.Count:N0} entries, 'texts' has {texts.Count:N0}; there is one for each text."
            : null;

    public static string? Numbers(IReadOnlyDictionary<string, double>? numbers, string what, Func<string, double, string?> problemOf)
    {
        if (numbers is null)
        {
            return null;
        }

        foreach (var (key, number) in numbers)
        {
            if (problemOf(what, number) is not null)
            {
                return problemOf($"{what} of '{ItemPath.Show(key)}'", number);
            }
        }

        return null;
    }

    public static string? NoGain(string what, double gain) =>
        double.IsFinite(gain) && gain >= 0 ? null : $"{what} is {gain}; it must be finite and 0 or more.";

    public static string? Vector(IReadOnlyList<float>? vector)
    {
        for (var index = 0; index < vector?.Count; index++)
        {
            if (!float.IsFinite(vector[index]))
            {
                return $"'vector' has {vector[index]} at index {index}; its numbers must be finite.";
            }
        }

        return null;
    }

    public static string? Metadata(IReadOnlyDictionary<string, string>? facts, int maxChars)
    {
        if (facts is null)
        {
            return null;
        }

        foreach (var (key, value) in facts)
        {
            if (MetadataProblem(key, value, maxChars) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? MetadataProblem(string key, string value, int maxChars) =>
        key.Length is 0 or > MaxMetadataKeyChars || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? $"The key '{ItemPath.Show(key)}' of 'metadata' must be 1 to {MaxMetadataKeyChars} of A-Z a-z 0-9 . _ -"
        : value.Length > maxChars ? $"The value of '{key}' in 'metadata' has {value.Length:N0} characters; the limit is {maxChars:N0}."
        : value.Any(char.IsControl) ? $"The value '{ItemPath.Show(value)}' of '{key}' in 'metadata' holds a control character."
        : null;
}

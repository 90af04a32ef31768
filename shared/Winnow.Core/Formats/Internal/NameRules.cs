using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats.Internal;

/// <summary>Decides whether a class may be named.</summary>
/// <param name="classes">The classes that labels may use.</param>
/// <param name="maxChars">Longest name in characters.</param>
/// <param name="invalidCode">Code of the refusal of something that is no name.</param>
internal sealed class NameRules(ClassNames classes, int maxChars, string invalidCode)
{
    /// <summary>Why a class is refused; null when it is not.</summary>
    /// <param name="shown">Name of the refusal.</param>
    /// <param name="name">The class.</param>
    /// <param name="place">What names it: <c>label</c>.</param>
    public Refusal? Check(string shown, string name, string place) =>
        Problem(name, place) is { } problem ? new(shown, invalidCode, problem)
        : classes.Allows(name) ? null
        : new(shown, RefusalCodes.UnknownClass, classes.Problem(name));

    /// <summary>The first refusal of many classes; null when there is none.</summary>
    public Refusal? CheckAll(string shown, IEnumerable<string>? names, string place)
    {
        foreach (var name in names ?? [])
        {
            if (Check(shown, name, place) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Why something is no name; null when it is one.</summary>
    public string? Problem(string name, string place) =>
        string.IsNullOrWhiteSpace(name) ? $"The {place} is empty."
        : name.Length > maxChars ? $"The {place} has {name.Length:N0} characters; the limit is {maxChars:N0}."
        : name.Any(char.IsControl) ? $"The {place} '{ItemPath.Show(name)}' holds a control character."
        : null;
}

using Winnow.Core.Ingestion;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Decides whether an object on an image may be said to be there.</summary>
/// <remarks>The form of its mask was checked when it was read: see <see cref="MaskJson"/>.</remarks>
internal sealed class ObjectRules(NameRules names, string invalidCode)
{
    /// <summary>Why an object is refused; null when it is not.</summary>
    public Refusal? Check(string shown, LabelledObject one) =>
        names.Check(shown, one.Label, "label") ?? (Problem(one) is { } problem ? new(shown, invalidCode, problem) : null);

    /// <summary>The first refusal of many objects; null when there is none.</summary>
    public Refusal? CheckAll(string shown, IReadOnlyList<LabelledObject> objects)
    {
        for (var index = 0; index < objects.Count; index++)
        {
            if (Check(shown, objects[index]) is { } refusal)
            {
                return refusal with { Reason = $"objects[{index}]: {refusal.Reason}" };
            }
        }

        return null;
    }

    private static string? Problem(LabelledObject one) =>
        BoxProblem(one.Box)
        ?? (one.Area is { } area && !(double.IsFinite(area) && area >= 0) ? $"The area is {area}; it must be 0 or more." : null)
        ?? (one.Score is { } score ? PartRules.NotAProbability("The score", score) : null)
        ?? (one.Text is { } text ? PartRules.NulProblem(text, "The text") : null);

    private static string? BoxProblem(Box box) =>
        !(double.IsFinite(box.X) && double.IsFinite(box.Y) && double.IsFinite(box.Width) && double.IsFinite(box.Height))
            ? $"The box {Show(box)} has a number that is not finite."
        : box.Width < 0 || box.Height < 0 ? $"The box {Show(box)} has a negative size; it is x, y, width, height."
        : null;

    private static string Show(Box box) => $"[{box.X}, {box.Y}, {box.Width}, {box.Height}]";
}

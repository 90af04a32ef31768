using Winnow.Core.Catalogue;
using Winnow.Core.Errors;

namespace Winnow.Functions.Datasets;

/// <summary>Checks a label policy and a list of classes that came from outside.</summary>
public static class LabelPolicyRules
{
    private const int MaxClasses = 100_000;
    private const int MaxClassLength = 200;

    /// <summary>Returns the policy when it holds together.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidPolicy"/> or <see cref="ErrorCodes.InvalidName"/></exception>
    public static LabelPolicy Require(LabelPolicy policy)
    {
        if (policy.MinimumConfidence is not (>= 0 and <= 1))
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, $"minimumConfidence is {policy.MinimumConfidence}; it must be from 0 to 1.");
        }

        if (policy.LabelOnIngest && policy.Model is null)
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, "labelOnIngest needs a model: name one, such as \"digits-cnn\".");
        }

        if (policy.Model is { } model)
        {
            _ = model.Contains('@', StringComparison.Ordinal) ? ModelId.Parse(model).Name : Names.RequireModel(model);
        }

        return policy;
    }

    /// <summary>Returns the class names when there are not too many, none is empty or too long, and none occurs twice.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidPolicy"/></exception>
    public static IReadOnlyList<string> Require(IReadOnlyList<string> classes)
    {
        if (classes.Count > MaxClasses)
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, $"There are {classes.Count} classes; the limit is {MaxClasses}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in classes)
        {
            if (name is not { Length: > 0 and <= MaxClassLength } || !seen.Add(name))
            {
                throw new WinnowException(ErrorCodes.InvalidPolicy,
                    $"The class '{name}' cannot be used: each class is 1 to {MaxClassLength} characters and occurs once.");
            }
        }

        return classes;
    }
}

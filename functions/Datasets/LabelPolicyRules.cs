using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Datasets;

/// <summary>Checks a label policy and a list of classes that came from outside.</summary>
public static class LabelPolicyRules
{
    private const int MaxClasses = 100_000;
    private const int MaxClassLength = 200;

    /// <summary>Returns the policy when it holds together, its split by the name that items have.</summary>
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

        if (policy.TopK is < 0 or > LabelPolicy.MostTop)
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, $"topK is {policy.TopK}; it must be from 0 to {LabelPolicy.MostTop}.");
        }

        foreach (var model in policy.Agreement?.Models?.Prepend(policy.Model) ?? [policy.Model])
        {
            RequireModel(model);
        }

        RequirePrecision(policy);
        RequireAgreement(policy);
        return policy.Precision is { } precision ? policy with { Precision = precision with { Split = Splits.Canonical(precision.Split) } } : policy;
    }

    private static void RequireModel(string? model)
    {
        if (model is not null)
        {
            _ = model.Contains('@', StringComparison.Ordinal) ? ModelId.Parse(model).Name : Names.RequireModel(model);
        }
    }

    private static void RequirePrecision(LabelPolicy policy)
    {
        if (policy.Precision is not { } precision)
        {
            return;
        }

        if (precision.Target is not (> 0 and < 1) || precision.Confidence is not (> 0 and < 1))
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy,
                $"precision.target is {precision.Target} and precision.confidence {precision.Confidence}; both must be above 0 and below 1.");
        }

        if (precision.Split is { Length: 0 or > MaxClassLength })
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, $"precision.split has {precision.Split.Length} characters; use 1 to {MaxClassLength}, or leave it out for all annotated items.");
        }

        if (policy.Model is null)
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, "precision needs a model: name one, such as \"digits-cnn\".");
        }
    }

    private static void RequireAgreement(LabelPolicy policy)
    {
        if (policy.Agreement is not { } agreement)
        {
            return;
        }

        if (policy.Model is null || agreement.Models is not { Count: > 0 and < ModelAgreement.MostModels } || agreement.Models.Contains(null))
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy,
                $"agreement needs a model and 1 to {ModelAgreement.MostModels - 1} others in agreement.models; it names {agreement.Models?.Count ?? 0}.");
        }

        if (agreement.Models.Append(policy.Model).Distinct().Count() <= agreement.Models.Count)
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, "agreement.models names a model twice, or the policy's own; name each model once.");
        }

        if (agreement.Votes is { } votes && (agreement.Rule != AgreementRule.Vote || votes < 1 || votes > agreement.Models.Count + 1))
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy,
                $"agreement.votes is {votes} with the rule {agreement.Rule}; it must be from 1 to {agreement.Models.Count + 1}, the number of models, with the rule \"vote\".");
        }

        if (!Enum.IsDefined(agreement.Rule))
        {
            throw new WinnowException(ErrorCodes.InvalidPolicy, $"agreement.rule is {(int)agreement.Rule}; it must be \"vote\" or \"mean\".");
        }
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

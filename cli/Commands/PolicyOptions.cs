using System.CommandLine;
using Winnow.Cli.Api;

namespace Winnow.Cli.Commands;

/// <summary>The options of a label policy, and the policy that they make of another one.</summary>
internal static class PolicyOptions
{
    private const string Nobody = "none";
    private static readonly Option<string?> ModelName = new("--model", "-m") { Description = "The model that labels it, name or name@version.", HelpName = "model" };
    private static readonly Option<double?> MinimumConfidence = new("--minimum-confidence") { Description = "Predictions from here on become pseudo-labels, 0 to 1, where no precision is promised." };
    private static readonly Option<bool?> LabelOnIngest = new("--label-on-ingest") { Description = "Whether new items are labelled at once." };
    private static readonly Option<double?> Target = new("--target-precision") { Description = "Least share of right ones among the pseudo-labels of each class; 0: none is promised.", HelpName = "share" };
    private static readonly Option<double?> Confidence = new("--precision-confidence") { Description = "Probability with which that holds. Default: 0.95.", HelpName = "share" };
    private static readonly Option<string?> Split = new("--calibration-split") { Description = "The split whose annotated items it is learnt from. Default: all annotated items.", HelpName = "split" };
    private static readonly Option<string[]> Others = new("--agree-with") { Description = "Models that are asked, too; none: the policy's model alone.", HelpName = "model", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Rule = new Option<string?>("--agreement") { Description = "How their answers become one. Default: vote." }.AcceptOnlyFromAmong("vote", "mean");
    private static readonly Option<int?> Votes = new("--votes") { Description = "How many models must give the answer. Default: all of them." };
    private static readonly Option<int?> TopK = new("--top-k") { Description = "How many of the most probable classes are kept, 0 to 20." };

    public static IEnumerable<Option> All => [ModelName, MinimumConfidence, LabelOnIngest, Target, Confidence, Split, Others, Rule, Votes, TopK];

    /// <summary>The policy with what the command line says.</summary>
    /// <exception cref="CliException">Options that belong to another one that is missing.</exception>
    public static LabelPolicy Change(ParseResult parsed, LabelPolicy policy) => new(
        parsed.GetValue(ModelName) ?? policy.Model,
        parsed.GetValue(MinimumConfidence) ?? policy.MinimumConfidence,
        parsed.GetValue(LabelOnIngest) ?? policy.LabelOnIngest,
        ChangePrecision(parsed, policy.Precision),
        ChangeAgreement(parsed, policy.Agreement),
        parsed.GetValue(TopK) ?? policy.TopK);

    private static PrecisionTarget? ChangePrecision(ParseResult parsed, PrecisionTarget? precision)
    {
        var (confidence, split) = (parsed.GetValue(Confidence) ?? precision?.Confidence, parsed.GetValue(Split) ?? precision?.Split);
        if ((parsed.GetValue(Target) ?? precision?.Target) is { } target and not 0)
        {
            return new(target, confidence, split);
        }

        return precision is not null || (confidence, split) is (null, null)
            ? null
            : throw new CliException("invalid-policy", "--precision-confidence and --calibration-split need --target-precision.");
    }

    private static ModelAgreement? ChangeAgreement(ParseResult parsed, ModelAgreement? agreement)
    {
        var others = parsed.GetValue(Others) is { Length: > 0 } given ? given : agreement?.Models;
        var (rule, votes) = (parsed.GetValue(Rule) ?? agreement?.Rule, parsed.GetValue(Votes) ?? agreement?.Votes);
        if (others is not null and not [Nobody])
        {
            return new(others, rule, rule == "mean" ? null : votes);
        }

        return agreement is not null || (rule, votes) is (null, null)
            ? null
            : throw new CliException("invalid-policy", "--agreement and --votes need --agree-with.");
    }
}

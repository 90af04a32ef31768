using System.CommandLine;
using Winnow.Cli.Api;

namespace Winnow.Cli.Commands;

/// <summary>What <c>winnow evaluate</c> can be told about the evaluation.</summary>
public static class EvaluateOptions
{
    private static readonly Option<string?> Version = new("--version") { Description = "A version of the dataset. Default: as it is now." };
    private static readonly Option<string?> Split = new("--split") { Description = "Only items of this split." };
    private static readonly Option<string?> QueryLabel = new("--query-label") { Description = "Only items that people gave this class.", HelpName = "class" };
    private static readonly Option<string?> NamePrefix = new("--name-prefix") { Description = "Only items whose name starts so.", HelpName = "prefix" };
    private static readonly Option<string[]> Where = new("--where") { Description = "Only items whose metadata have this value; may be repeated.", HelpName = "key=value" };
    private static readonly Option<string[]> Metrics = new("--metrics")
    {
        Description = "Which metrics. Default: all of the task.",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Baseline = new("--baseline") { Description = "Id of the evaluation to compare with.", HelpName = "run" };
    private static readonly Option<string?> Missing = CommonOptions.OneOf(
        "--missing", "What annotated items without a prediction are: skip (left out), empty (an empty answer) or fail (the run fails).", "rule", "skip", "empty", "fail");
    private static readonly Option<string?> GroupBy = new("--group-by") { Description = "Resample items with the same value of this attribute as a whole.", HelpName = "attribute" };
    private static readonly Option<string[]> SliceBy = new("--slice-by")
    {
        Description = "Slice by these attributes, such as metadata.colour. Default: all there are.",
        HelpName = "attribute",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<bool> Leaks = new("--leaks") { Description = "Look for items that other splits have too." };
    private static readonly Option<string?> Reference = new("--reference") { Description = "Image generation: the dataset of real images.", HelpName = "dataset" };

    /// <summary>Adds the options, and those of gates and intervals.</summary>
    public static void AddTo(Command command)
    {
        Option[] options = [Version, Split, QueryLabel, NamePrefix, Where, Metrics, GateOptions.Rules, Baseline, Missing, GroupBy, SliceBy];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.AddResampling();
        command.Options.Add(Leaks);
        command.Options.Add(Reference);
    }

    /// <summary>The request that the command line makes; without a model it is to be the policy's.</summary>
    /// <exception cref="CliException">A condition cannot be read.</exception>
    public static EvaluateRequest Read(ParseResult parsed, string dataset, string? model) =>
        new(dataset, model, parsed.GetValue(Split), GateOptions.Given(parsed.GetValue(Metrics)), GateOptions.Given(parsed.GetValue(GateOptions.Rules)))
        {
            Version = parsed.GetValue(Version),
            Task = parsed.GetValue(PredictionOptions.Task),
            Query = ReadQuery(parsed),
            Baseline = parsed.GetValue(Baseline),
            Missing = parsed.GetValue(Missing),
            GroupBy = parsed.GetValue(GroupBy),
            SliceBy = GateOptions.Given(parsed.GetValue(SliceBy)),
            Level = parsed.GetValue(GateOptions.Level),
            Resamples = parsed.GetValue(GateOptions.Resamples),
            Seed = parsed.GetValue(GateOptions.Seed),
            FindLeaks = parsed.GetValue(Leaks) ? true : null,
            Reference = parsed.GetValue(Reference),
        };

    private static EvaluationQuery? ReadQuery(ParseResult parsed)
    {
        var query = new EvaluationQuery(parsed.GetValue(QueryLabel), parsed.GetValue(NamePrefix), ReadMetadata(parsed.GetValue(Where) ?? []));
        return query is { Label: null, NamePrefix: null, Metadata: null } ? null : query;
    }

    private static Dictionary<string, string>? ReadMetadata(string[] conditions)
    {
        var metadata = new Dictionary<string, string>();
        foreach (var condition in conditions)
        {
            if (condition.Split('=', 2) is not [{ Length: > 0 } key, var value])
            {
                throw new CliException("invalid-condition", $"'{condition}' is no condition: write --where key=value, as in --where colour=blue.");
            }

            if (!metadata.TryAdd(key, value))
            {
                throw new CliException("invalid-condition", $"--where says '{key}' twice; an item has one value of it.");
            }
        }

        return metadata.Count == 0 ? null : metadata;
    }
}

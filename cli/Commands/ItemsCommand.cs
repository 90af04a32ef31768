using System.CommandLine;
using System.Globalization;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Commands;

/// <summary><c>winnow items</c>: queries a dataset's items.</summary>
public static class ItemsCommand
{
    private const int PageSize = 1000;
    private static readonly Argument<string> DatasetName = new("dataset") { Description = "The dataset." };
    private static readonly Argument<string?> ItemId = new("item") { Description = "Everything about this one item.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many items.", DefaultValueFactory = _ => 20 };

    /// <summary>The conditions: option, and the parameter of the API.</summary>
    private static readonly (Option<string?> Option, string Parameter)[] Conditions =
    [
        (new("--label") { Description = "Labelled so, by people or by a model." }, "label"),
        (new("--min-confidence") { Description = "Predicted with at least this confidence, 0 to 1." }, "minConfidence"),
        (new("--max-confidence") { Description = "Predicted with at most this confidence, 0 to 1." }, "maxConfidence"),
        (new("--model") { Description = "Predicted by this model, name@version." }, "model"),
        (new("--min-disagreement") { Description = "About which the policy's models are at least so far apart, above 0 to 1." }, "minDisagreement"),
        (new("--split") { Description = "Of this split." }, "split"),
        (new("--state") { Description = "unlabelled, pseudoLabelled or annotated." }, "state"),
        (new("--name") { Description = "With a name that starts so." }, "namePrefix"),
        (new("--error") { Description = "On which an evaluation found this error: misclassified, misread." }, "error"),
    ];

    public static Command Create()
    {
        var command = new Command("items", "Query a dataset's items, or show one.") { DatasetName, ItemId, Limit };
        foreach (var (option, _) in Conditions)
        {
            command.Options.Add(option);
        }

        command.AddApi();
        command.WithExamples("winnow items digits --label 7 --max-confidence 0.6", "winnow items digits --error misclassified --limit 50", "winnow items photos --min-disagreement 0.3", "winnow items digits 9f86d081… --json");
        CommandContext.Bind(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dataset = context.Parsed.GetRequiredValue(DatasetName);
        if (context.Parsed.GetValue(ItemId) is { } id)
        {
            var item = await context.Client.GetItemAsync(dataset, id, cancellationToken);
            context.Console.Result.Line(System.Text.Json.JsonSerializer.Serialize(item, Json.Indented));
            context.Console.WriteJson(item);
            return ExitCodes.Success;
        }

        var limit = context.Parsed.GetValue(Limit);
        if (limit < 1)
        {
            throw new CliException("invalid-limit", $"--limit is {limit}; it must be at least 1.");
        }

        var (items, more) = await QueryAsync(context, dataset, limit, cancellationToken);
        WriteTable(context, items, more);
        context.Console.WriteJson(new { Value = items, More = more });
        return ExitCodes.Success;
    }

    private static async Task<(List<ItemSummary> Items, bool More)> QueryAsync(
        CommandContext context, string dataset, int limit, CancellationToken cancellationToken)
    {
        var query = Conditions.Select(condition => KeyValuePair.Create(condition.Parameter, context.Parsed.GetValue(condition.Option)))
            .Append(KeyValuePair.Create("limit", (string?)Math.Min(limit, PageSize).ToString(CultureInfo.InvariantCulture)));
        var page = await context.Client.QueryItemsAsync(dataset, query, cancellationToken);
        var items = page.Value.ToList();
        while (page.NextLink is { } next && items.Count < limit)
        {
            page = await context.Client.GetPageAsync<ItemSummary>(next, cancellationToken);
            items.AddRange(page.Value);
        }

        return ([.. items.Take(limit)], page.NextLink is not null || items.Count > limit);
    }

    private static void WriteTable(CommandContext context, List<ItemSummary> items, bool more)
    {
        var table = Tables.Create("item", "name", "label", "confidence>", "model", "split", "state");
        foreach (var item in items)
        {
            table.AddTextRow(Readable.Cut(item.Id, 13), Readable.Cut(item.Name, 40), Readable.Cut(item.Label ?? item.Text, 30),
                item.Confidence?.ToString("0.000", CultureInfo.InvariantCulture), item.Model, item.Split, item.State);
        }

        context.Console.Result.Write(table);
        if (more)
        {
            context.Console.Notes.Line($"There are more; --limit {items.Count * 10} shows them.");
        }
    }
}

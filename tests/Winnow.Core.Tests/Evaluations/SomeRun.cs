using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Tasks;

namespace Winnow.Core.Tests.Evaluations;

/// <summary>Cases that were evaluated as one pack, and the table of their results, which went through a file as it does in a run.</summary>
internal sealed class SomeRun
{
    private SomeRun(EvaluationSpec spec, PackEvaluation pack, OutcomeTable table) => (Spec, Pack, Table) = (spec, pack, table);

    public EvaluationSpec Spec { get; }

    public PackEvaluation Pack { get; }

    public OutcomeTable Table { get; }

    public EvaluationAccumulator Numbers => Pack.Accumulator;

    public IReadOnlyList<ItemOutcome> Outcomes => Pack.Outcomes;

    /// <summary>Evaluates cases: the id of each is the hash of its number.</summary>
    /// <param name="spec">What is compared, and how.</param>
    /// <param name="cases">The items.</param>
    /// <param name="numbers">Their numbers; null: 0, 1, ….</param>
    /// <param name="isReference">Whether these are the real images.</param>
    /// <param name="classes">The classes of the probabilities.</param>
    public static PackEvaluation Evaluate(
        EvaluationSpec spec, IReadOnlyList<SomeCase> cases, IReadOnlyList<int>? numbers = null, bool isReference = false, IReadOnlyList<string>? classes = null)
    {
        numbers ??= [.. Enumerable.Range(0, cases.Count)];
        var items = numbers.Select(ItemOf).ToList();
        return new(
            spec, items,
            [.. cases.Zip(items).Where(pair => pair.First.Truth is not null).Select(pair => pair.First.Truth! with { ItemId = pair.Second.Id })],
            [.. cases.Zip(items).Where(pair => pair.First.Said is not null).Select(pair => pair.First.Said! with { ItemId = pair.Second.Id })], isReference, classes);
    }

    /// <inheritdoc cref="Evaluate"/>
    /// <param name="maxItems">Most items of the table.</param>
    public static async Task<SomeRun> OfAsync(
        EvaluationSpec spec, IReadOnlyList<SomeCase> cases, IReadOnlyList<int>? numbers = null, long maxItems = 1_000_000, IReadOnlyList<string>? classes = null)
    {
        var pack = Evaluate(spec, cases, numbers, classes: classes);
        var table = new OutcomeTable(OutcomeTableLayout.Of(spec, pack.Accumulator, maxItems));
        table.Add(await WriteAndReadAsync(pack));
        return new(spec, pack, table);
    }

    /// <summary>A score by its name; it must be there.</summary>
    public double? Score(string name) => Numbers.Task.GetScores()[name].Value;

    /// <summary>The report of the run.</summary>
    public async Task<EvaluationReport> ReportAsync(SomeRun? baseline = null, params string[] gates)
    {
        var analysis = new ReportAnalysis(Spec, Numbers, Table);
        var comparison = baseline is null ? null : analysis.Compare("b", baseline.Spec, baseline.Numbers, baseline.Table);
        var columns = await WriteAndReadAsync(Pack);
        var items = analysis.Rows.Concat(comparison?.Rows ?? []).Distinct().ToDictionary(row => row, row => columns.Row(Table.PlaceOf(row).Row));
        return analysis.ToReport(items, comparison?.Resolve(items), gates);
    }

    /// <summary>The numbers of packs, each written and read, merged in their order.</summary>
    public static EvaluationAccumulator Merge(EvaluationSpec spec, params PackEvaluation[] packs)
    {
        var merged = new EvaluationAccumulator(TaskEvaluations.Create(spec));
        foreach (var pack in packs)
        {
            merged.Merge(JsonSerializer.Deserialize<EvaluationAccumulator>(Json(pack.Accumulator), EvaluationJson.Options)!);
        }

        return merged;
    }

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, EvaluationJson.Options);

    /// <summary>The id of the item of a number.</summary>
    public static string IdOf(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture))));

    private static Item ItemOf(int number) => new()
    {
        Dataset = "d", Pack = "p", Id = IdOf(number), Name = $"{number}.png", Offset = 0, Length = 1, MediaType = "image/png", IngestedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<OutcomeColumns> WriteAndReadAsync(PackEvaluation pack)
    {
        using var stream = new MemoryStream();
        await OutcomesFile.WriteAsync(pack.Outcomes, pack.Accumulator.Task.PartNames, pack.Accumulator.Task.KeptClasses, stream, default);
        stream.Position = 0;
        return await OutcomesFile.ReadAsync("p", stream, default);
    }
}

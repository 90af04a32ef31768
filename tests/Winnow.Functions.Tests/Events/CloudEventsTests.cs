using System.Text;
using System.Text.Json;
using Winnow.Core.Events;
using Winnow.Core.Ingestion;
using Winnow.Functions.Events;
using Winnow.Functions.Messages;

namespace Winnow.Functions.Tests.Events;

public sealed class CloudEventsTests
{
    private static readonly string s_run = new('a', 32);
    private static readonly DateTimeOffset s_at = new(2026, 11, 24, 1, 2, 3, 456, TimeSpan.Zero);
    private static readonly MessageSchemas s_schemas = new();

    public static TheoryData<string, string, object> Facts => new()
    {
        { EventTypes.ItemsIngested, "batches/20261124000000000abcd", new ItemsIngested { Dataset = "d", Batch = "20261124000000000abcd", Counts = Counts() } },
        { EventTypes.ItemsIngested, $"ingestions/{s_run}", new ItemsIngested { Dataset = "d", Run = s_run, Files = 3, Refused = 1, Counts = Counts() } },
        { EventTypes.LabelsCreated, $"labellings/{s_run}", Labels() },
        { EventTypes.LabelsCreated, $"labellings/{s_run}", Labels() with { Batch = "b" } },
        { EventTypes.EvaluationCompleted, $"evaluations/{s_run}", Evaluation() },
        { EventTypes.EvaluationCompleted, $"evaluations/{s_run}", Evaluation() with { Split = "test" } },
        { EventTypes.VersionCreated, $"snapshots/{s_run}", new VersionCreated { Dataset = "d", Run = s_run, Version = new('a', 12), Hash = new('a', 64), Items = 3, Annotated = 2, PseudoLabelled = 1 } },
        { EventTypes.GateFailed, $"evaluations/{s_run}/gates/0", Gate() },
        { EventTypes.GateFailed, $"evaluations/{s_run}/gates/12", Gate() with { Metric = "accuracy", Value = 0.8, Limit = 0.9 } },
        { EventTypes.RunFailed, $"labellings/{s_run}", new RunFailed("d", s_run, "labelling", "unknown-model", "There is no model 'x'.") },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task From_EveryFact_ObeysItsSchema(string type, string subject, object data)
    {
        foreach (var correlationId in new[] { null, "order-17" })
        {
            var body = CloudEvents.From(Fact(type, subject, data, correlationId)).Body;

            Assert.Empty(await s_schemas.FindProblemsAsync($"events.{type}", Encoding.UTF8.GetBytes(body)));
        }
    }

    [Fact]
    public async Task Schema_OfEveryType_RefusesAnotherType()
    {
        var body = CloudEvents.From(Fact("something.else", $"labellings/{s_run}", Labels(), null)).Body;
        foreach (var type in EventTypes.All)
            Assert.Contains(await s_schemas.FindProblemsAsync($"events.{type}", Encoding.UTF8.GetBytes(body)), problem => problem.StartsWith("$.type is", StringComparison.Ordinal));
    }

    [Fact]
    public void From_AFact_CarriesItsAttributes()
    {
        var happened = CloudEvents.From(Fact(EventTypes.LabelsCreated, $"labellings/{s_run}", Labels(), "order-17"));
        var json = JsonDocument.Parse(happened.Body).RootElement;

        Assert.Equal("1.0", json.GetProperty("specversion").GetString());
        Assert.Equal(happened.Id, json.GetProperty("id").GetString());
        Assert.Equal("/winnow/datasets/d", json.GetProperty("source").GetString());
        Assert.Equal("order-17", json.GetProperty("correlationid").GetString());
        Assert.Equal(s_at, json.GetProperty("time").GetDateTimeOffset());
        Assert.Equal(8, json.GetProperty("data").GetProperty("labelled").GetInt64());
        Assert.Equal(("order-17", s_at), (happened.CorrelationId, happened.At));
    }

    [Fact]
    public void From_TheSameFactTwice_HasOneId_AndAnotherFactAnother()
    {
        var fact = Fact(EventTypes.LabelsCreated, $"labellings/{s_run}", Labels(), null);

        Assert.Equal(CloudEvents.From(fact).Id, CloudEvents.From(fact with { At = s_at.AddHours(1), CorrelationId = "x" }).Id);
        Assert.Equal(
            4,
            new[] { fact, fact with { Type = EventTypes.RunFailed }, fact with { Subject = "labellings/b" }, fact with { Dataset = "e" } }
                .Select(each => CloudEvents.From(each).Id).Distinct().Count());
    }

    private static EventFact Fact(string type, string subject, object data, string? correlationId) =>
        new(type, "d", subject, s_at, correlationId, JsonSerializer.SerializeToElement(data, data.GetType(), CloudEvents.Json));

    private static IngestedCounts Counts() => IngestedCounts.From(new IngestCounts { Drops = 3, Items = 2, WaitingAnnotations = -4 });

    private static LabelsCreated Labels() => new()
    {
        Dataset = "d", Run = s_run, Model = "m@1", Items = 10, Labelled = 8, PseudoLabels = 7, Failed = 1, Skipped = 1,
    };

    private static EvaluationCompleted Evaluation() => new()
    {
        Dataset = "d", Run = s_run, Model = "m@1", Items = 10, Wrong = 1, Metrics = new Dictionary<string, double?> { ["accuracy"] = 0.9, ["macroF1"] = null },
        Report = $"/api/evaluations/{s_run}/report.json",
    };

    private static GateFailed Gate() => new() { Dataset = "d", Run = s_run, Model = "m@1", Gate = "accuracy >= 0.9", Reason = "accuracy is 0.8; the gate wants 0.9." };
}

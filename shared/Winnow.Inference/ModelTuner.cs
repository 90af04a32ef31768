using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Tuning;

namespace Winnow.Inference;

/// <summary>Finds out by measuring how a model runs fastest on this machine.</summary>
/// <remarks>
/// Items per call first, rising until it gets slower, with as many calls at once as there are cores; then, with the best of those, other ways of sharing out the
/// cores; then the three best again, in turn. What is measured is everything between a file in memory and its answer. About ten seconds for most models, half a minute for slow ones.
/// </remarks>
public sealed class ModelTuner
{
    /// <summary>Larger batches are not tried any more when one was slower than the best by this.</summary>
    private const double Hopeless = 0.7;

    /// <summary>A batch that would take this many trials' time by itself is not tried.</summary>
    private const int MaxTrialsPerBatch = 4;

    /// <summary>A trial lasts for so many calls of each caller, if that does not take as long as <see cref="MaxTrials"/>: of two or three calls one that is disturbed would be too much.</summary>
    private const int LeastCalls = 8;
    private const int MaxTrials = 6;
    private const int WarmUpCalls = 2;
    private const int Finalists = 3;
    private const int FinalRounds = 4;

    private readonly ModelFiles _files;
    private readonly InferenceOptions _options;
    private readonly TimeSpan _trial;
    private readonly TimeProvider _time;
    private readonly List<(ModelBatch Batch, List<double> Rates)> _trials = [];
    private IReadOnlyList<byte[]> _contents = [];

    private ModelTuner(ModelFiles files, InferenceOptions options, TimeSpan trial, TimeProvider time) =>
        (_files, _options, _trial, _time) = (files, options, trial, time);

    /// <summary>The kind of machine that this is.</summary>
    public static string Machine => MachineKind.Name;

    /// <summary>How long each way is measured, when nothing else is said.</summary>
    public static TimeSpan DefaultTrial { get; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Measures a model.</summary>
    /// <param name="files">The model.</param>
    /// <param name="options">How models are run on this machine; its batch size, callers and threads are not looked at.</param>
    /// <param name="trial">How long each way is measured.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="WinnowException">The model cannot be loaded, or fails on its sample.</exception>
    public static Task<ModelTuning> TuneAsync(ModelFiles files, InferenceOptions options, TimeSpan trial, TimeProvider time, CancellationToken cancellationToken) =>
        new ModelTuner(files, options, trial, time).TuneAsync(cancellationToken);

    private async Task<ModelTuning> TuneAsync(CancellationToken cancellationToken)
    {
        var (provider, most) = Look();
        var splits = TuningPlan.Splits(provider, Environment.ProcessorCount);
        foreach (var size in TuningPlan.Sizes(provider, most))
        {
            if (IsTooSlow(size * splits[0].Callers)) break;
            var rate = await MeasureAsync(new(size, splits[0].Callers, splits[0].Threads), cancellationToken);
            if (rate < Hopeless * Trials().Max(done => done.ItemsPerSecond)) break;
        }

        var best = TuningPlan.Choose(Trials()).Batch.Size;
        foreach (var (callers, threads) in splits.Skip(1)) await MeasureAsync(new(best, callers, threads), cancellationToken);
        await RunFinalAsync(cancellationToken);
        var chosen = TuningPlan.Choose(Trials());
        return new()
        {
            Machine = Machine,
            Provider = provider,
            Batch = chosen.Batch,
            ItemsPerSecond = chosen.ItemsPerSecond,
            Trials = Trials(),
            MeasuredAt = _time.GetUtcNow(),
        };
    }

    /// <summary>What runs the model, and how many items it takes at most.</summary>
    private (string Provider, int Most) Look()
    {
        using var session = ModelSession.Load(_files, _options with { BatchSize = int.MaxValue, Callers = 1, Threads = 1 });
        _contents = TuningContent.Of(_files, session.Card);
        return (session.Provider, TuningPlan.Most(session.Provider, session.BatchSize, session.MaxInputBytes));
    }

    private async Task RunFinalAsync(CancellationToken cancellationToken)
    {
        var finalists = Trials().OrderByDescending(trial => trial.ItemsPerSecond).Take(Finalists).Select(trial => trial.Batch).ToList();
        for (var round = 0; round < FinalRounds && finalists.Count > 1; round++)
        {
            foreach (var batch in finalists) await MeasureAsync(batch, cancellationToken);
        }
    }

    private bool IsTooSlow(int items) => _trials.Count > 0 && items / Trials().Max(trial => trial.ItemsPerSecond) > MaxTrialsPerBatch * _trial.TotalSeconds;

    private List<TuningTrial> Trials() => [.. _trials.Select(trial => new TuningTrial(trial.Batch, Median(trial.Rates)))];

    private async Task<double> MeasureAsync(ModelBatch batch, CancellationToken cancellationToken)
    {
        using var session = ModelSession.Load(_files, _options with { BatchSize = batch.Size, Callers = batch.Callers, Threads = batch.Threads });
        var rate = await RateAsync(session, cancellationToken);
        var known = _trials.Find(trial => trial.Batch == batch).Rates;
        if (known is null) _trials.Add((batch, known = []));
        known.Add(rate);
        return rate;
    }

    private async Task<double> RateAsync(ModelSession session, CancellationToken cancellationToken)
    {
        // The first of every caller pays for what happens once, and their next ones still come all together.
        var items = session.BatchSize * session.Callers;
        var warmUp = WarmUpCalls * items;
        var (count, started, taken) = (0, 0L, TimeSpan.Zero);
        await foreach (var result in session.RunAsync(Repeat(cancellationToken), new(), cancellationToken))
        {
            if (result.Error is { } error) throw Failed(session.Card, error);
            if (++count == warmUp) started = _time.GetTimestamp();
            if (count <= warmUp) continue;
            taken = _time.GetElapsedTime(started);
            if (taken > TimeSpan.Zero && taken >= (count - warmUp >= LeastCalls * items ? _trial : MaxTrials * _trial)) break;
        }

        return (count - warmUp) / taken.TotalSeconds;
    }

    private async IAsyncEnumerable<InferenceItem> Repeat([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var i = 0; !cancellationToken.IsCancellationRequested; i = (i + 1) % _contents.Count) yield return new("", _contents[i]);
    }

    private static WinnowException Failed(ModelCard card, string error) => new(
        ErrorCodes.InvalidModel, $"{card.Name}@{card.Version} cannot be measured, it fails on the item it would be measured with: {error} Give the card a sample that works.");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

using System.Security.Cryptography;
using System.Text;
using Winnow.Cli.Demo;
using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;
using Winnow.Core.Statistics;
using Winnow.Inference.Tests.Support;
using Xunit.Abstractions;

namespace Winnow.Inference.Tests.PseudoLabels;

/// <summary>The promise of pseudo-labels, held against what two real models say about the 10,000 test images of CIFAR-10 (79 % and 62 % are right).</summary>
/// <param name="output">Gets the numbers that docs/pseudo-labels.md tells.</param>
public sealed class PromiseTests(ITestOutputHelper output)
{
    private const int Annotated = 4_000;
    private const int Seeds = 100;
    private const double Confidence = 0.9;
    private static readonly string[] s_models = ["cifar10-cnn", "cifar10-cnn-small"];
    private static readonly Lazy<Task<Answered[]>> s_answers = new(AnswerAsync);

    /// <summary>The images are the population: annotated ones are drawn from it with replacement, and the precision of a threshold is known exactly.</summary>
    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(1, 0.9)]
    [InlineData(1, 0.95)]
    [InlineData(2, 0.9)]
    public async Task Fit_AnnotatedItemsDrawnAtRandom_BreaksThePromiseAtMostAsOftenAsAllowed(int models, double target)
    {
        var population = await s_answers.Value;
        var (broken, naive, coverage, classes) = (0, 0, 0.0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var drawn = Enumerable.Range(0, Annotated).Select(_ => random.Next(population.Length)).ToList();
            var accepted = Accept(Fit(drawn, population, models, target, seed), population, models);
            broken += accepted.Values.Any(one => one.Right < target * one.Items) ? 1 : 0;
            coverage += (double)accepted.Values.Sum(one => one.Items) / population.Length / Seeds;
            classes += accepted.Count;
            naive += IsNaiveThresholdWrong([.. drawn.Select(index => population[index])], population, target) ? 1 : 0;
        }

        output.WriteLine($"{models} models, target {target}: broken in {broken} of {Seeds} draws; {coverage:P1} accepted, {(double)classes / Seeds:F1} classes with a threshold; " +
            $"by point estimates of the first model broken in {naive}");
        // The error of the promise, and three standard deviations of a share of so many draws.
        Assert.InRange((double)broken / Seeds, 0, 1 - Confidence + (3 * Math.Sqrt(Confidence * (1 - Confidence) / Seeds)));
        Assert.InRange(coverage, 0.05, 0.95);
        Assert.InRange(naive, Seeds / 2, Seeds);
    }

    /// <summary>Images that were not used: none of the annotated ones, in any role.</summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    public async Task Fit_ImagesThatWereNotUsed_HaveThePrecision(double target)
    {
        var all = await s_answers.Value;
        var (below, pooledBelow, judged, precision) = (0, 0, 0, 0.0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var order = Enumerable.Range(0, all.Length).ToArray();
            new Random(seed).Shuffle(order);
            Answered[] unused = [.. order[Annotated..].Select(index => all[index])];
            var accepted = Accept(Fit(order[..Annotated], all, 1, target, seed), unused, 1);
            judged += accepted.Count;
            below += accepted.Values.Count(one => ProportionIntervals.ClopperPearson(one.Right, one.Items, 0.95, IntervalSides.Upper)!.High < target);
            var (items, right) = (accepted.Values.Sum(one => one.Items), accepted.Values.Sum(one => one.Right));
            precision += (double)right / items / Seeds;
            pooledBelow += right < target * items ? 1 : 0;
        }

        output.WriteLine($"target {target}: mean precision {precision:P2}; all classes together below it in {pooledBelow} of {Seeds} seeds; significantly below it: {below} of {judged} classes");
        Assert.InRange(precision, target, 1);
        Assert.InRange((double)pooledBelow / Seeds, 0, 0.02);
        // A class within the promise is judged to be below it once in twenty times, at most.
        Assert.InRange((double)below / judged, 0, 0.05);
    }

    private static Calibration Fit(IEnumerable<int> annotated, Answered[] images, int models, double target, int seed)
    {
        var rule = new CalibrationRule
        {
            Dataset = "cifar10",
            Models = s_models[..models],
            Agreement = models > 1 ? new() { Models = s_models[1..models] } : null,
            Precision = new() { Target = target, Confidence = Confidence },
            IsPerClass = true,
        };
        var cases = annotated.Select((index, place) => new CalibrationCase(IdOf(seed, place), images[index].Truth, images[index].Answers[..models]));
        return CalibrationFitter.Fit(rule, ClassesOf(models), [.. cases.OrderBy(one => one.ItemId, StringComparer.Ordinal)]);
    }

    /// <summary>By class: how many answers are accepted, and how many of these are right.</summary>
    private static Dictionary<string, (int Items, int Right)> Accept(Calibration calibration, Answered[] images, int models)
    {
        var decider = new LabelDecider(ClassesOf(models), calibration, 0);
        var accepted = new Dictionary<string, (int Items, int Right)>();
        foreach (var image in images)
        {
            var (carrier, decision) = decider.Decide(image.Answers[..models]);
            if (decision.IsAccepted)
            {
                var said = image.Answers[carrier].Said;
                var (items, right) = accepted.GetValueOrDefault(said);
                accepted[said] = (items + 1, right + (said == image.Truth ? 1 : 0));
            }
        }

        return accepted;
    }

    /// <summary>Whether a class misses the target with the lowest threshold at which its annotated items have the precision.</summary>
    private static bool IsNaiveThresholdWrong(Answered[] annotated, Answered[] population, double target) => CifarFiles.Classes.Any(name =>
    {
        var (right, threshold) = (0, double.PositiveInfinity);
        foreach (var (index, image) in annotated.Where(image => image.Answers[0].Said == name).OrderByDescending(image => image.Answers[0].Confidence).Index())
        {
            right += image.Truth == name ? 1 : 0;
            threshold = right >= target * (index + 1) ? image.Answers[0].Confidence : threshold;
        }

        var accepted = population.Where(image => image.Answers[0].Said == name && image.Answers[0].Confidence >= threshold).ToList();
        return accepted.Count(image => image.Truth == name) < target * accepted.Count;
    });

    private static IReadOnlyList<IReadOnlyList<string>> ClassesOf(int models) => [.. Enumerable.Repeat(CifarFiles.Classes, models)];

    private static string IdOf(int seed, int place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{place}")));

    private static async Task<Answered[]> AnswerAsync()
    {
        var images = CifarFiles.ReadTest(10_000);
        byte[][] files = [.. images.AsParallel().AsOrdered().Select(image => image.ToPng())];
        var answers = new List<List<InferenceResult>>();
        foreach (var model in s_models)
        {
            using var session = ModelSession.Load(ModelFolder.OfRepository(model), SessionRuns.Cpu);
            answers.Add(await session.RunAsync(files));
        }

        return [.. images.Select((image, index) => new Answered(image.Label, [.. answers.Select(model => ToAnswer(model[index]))]))];
    }

    private static ModelAnswer ToAnswer(InferenceResult result) => new(result.Label!, result.Confidence!.Value, result.Scores.ToArray());

    private sealed record Answered(string Truth, ModelAnswer[] Answers);
}

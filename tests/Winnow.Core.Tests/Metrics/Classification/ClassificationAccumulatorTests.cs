using CsCheck;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Tests.Metrics.Classification;

public sealed class ClassificationAccumulatorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<(string Truth, string Predicted, double? Confidence)[]> s_items = Gen.Select(
        Gen.Int[0, 6].Select(n => $"c{n}"), Gen.Int[0, 6].Select(n => $"c{n}"),
        Gen.Frequency((3, Gen.Double[0, 1].Select(c => (double?)c)), (1, Gen.Const((double?)null)))).Array[0, 60];

    [Fact]
    public void GetScores_OfReferenceCases_EqualScikitLearn()
    {
        var reference = Reference.Load();
        Assert.Equal("1.2.1", reference.ScikitLearn);
        Assert.True(reference.Classification.Count > 200);
        foreach (var expected in reference.Classification)
        {
            var scores = Of(expected.Truth.Select((truth, i) => (truth, expected.Predicted[i], (double?)expected.Confidence[i]))).GetScores();
            Assert.Equal(expected.Accuracy, scores["accuracy"].Value!.Value, Tolerance);
            Assert.Equal(expected.Ece, scores["ece"].Value!.Value, Tolerance);
            foreach (var (average, values) in new[] { ("macro", expected.Macro), ("micro", expected.Micro), ("weighted", expected.Weighted) })
            {
                Assert.Equal(values[0], scores[$"{average}-precision"].Value!.Value, Tolerance);
                Assert.Equal(values[1], scores[$"{average}-recall"].Value!.Value, Tolerance);
                Assert.Equal(values[2], scores[$"{average}-f1"].Value!.Value, Tolerance);
            }
        }
    }

    [Fact]
    public void GetClassScores_OfReferenceCases_EqualScikitLearn()
    {
        foreach (var expected in Reference.Load().Classification)
        {
            var numbers = Of(expected.Truth.Select((truth, i) => (truth, expected.Predicted[i], (double?)expected.Confidence[i])));
            Assert.Equal(expected.Labels, numbers.Labels);
            var cells = numbers.Cells.ToDictionary(cell => (cell.Truth, cell.Predicted), cell => cell.Count);
            var classes = numbers.GetClassScores();
            for (var i = 0; i < expected.Labels.Length; i++)
            {
                Assert.Equal(expected.PerClass[i][0], classes[i].Precision, Tolerance);
                Assert.Equal(expected.PerClass[i][1], classes[i].Recall, Tolerance);
                Assert.Equal(expected.PerClass[i][2], classes[i].F1, Tolerance);
                Assert.Equal((long)expected.PerClass[i][3], classes[i].Support);
                Assert.Equal(expected.Matrix[i], expected.Labels.Select(said => cells.GetValueOrDefault((expected.Labels[i], said))));
            }
        }
    }

    [Fact]
    public void GetScores_OfReferenceCases_EqualScikitLearnInAgreementAndCalibration()
    {
        Assert.Equal("1.2.1", ClassificationReference.Cases.ScikitLearn);
        Assert.True(ClassificationReference.Cases.Confusion.Count > 200);
        foreach (var expected in ClassificationReference.Cases.Confusion)
        {
            var numbers = Of(expected.Truth.Select((truth, i) => ($"{truth}", $"{expected.Predicted[i]}", expected.Confidence[i])));
            var scores = numbers.GetScores();
            Near.Equal(expected.BalancedAccuracy, scores["balanced-accuracy"]);
            Near.Equal(expected.Mcc, scores["mcc"]);
            Near.Equal(expected.CohenKappa, scores["cohen-kappa"]);
            Near.Equal(expected.Ece, scores["ece"]);
            Near.Equal(expected.Mce, scores["mce"]);
            Assert.Equal(expected.Confidence.Count(confidence => confidence is not null), numbers.Calibration.TotalItems);
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Shards.MergeEqualsOnePass(s_items, Of, (into, from) => into.Merge(from));

    [Fact]
    public void GetScores_OfShardsInAnyOrder_AreThoseOfOnePassToTheLastBit() =>
        s_items.Sample(items => Assert.Equal(Of(items).GetScores(), Of(items.Reverse()).GetScores()));

    [Fact]
    public void GetScores_WithoutItems_AreNull() =>
        Assert.All(new ClassificationAccumulator().GetScores(), score => Assert.Null(score.Value.Value));

    [Fact]
    public void GetScores_Always_SayHowTheyWereComputed()
    {
        var scores = Of([("a", "b", 0.5)]).GetScores();
        Assert.Empty(scores.Keys.Except(MetricNames.Of(Core.Models.ModelTask.Classification)));
        Assert.Contains("classes:2, union of true and predicted labels", scores["macro-f1"].Signature, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void Add_ConfidenceThatIsNone_Throws(double confidence)
    {
        var numbers = new ClassificationAccumulator();
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Add("a", "a", confidence));
        Assert.Equal(0, numbers.Items);
    }

    private static ClassificationAccumulator Of(IEnumerable<(string Truth, string Predicted, double? Confidence)> items)
    {
        var numbers = new ClassificationAccumulator();
        foreach (var (truth, predicted, confidence) in items)
        {
            numbers.Add(truth, predicted, confidence);
        }

        return numbers;
    }
}

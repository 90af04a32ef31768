using Winnow.Core.Metrics.Classification;
using Winnow.Core.Metrics.Detection;
using Winnow.Core.Metrics.Generation;
using Winnow.Core.Metrics.Images;
using Winnow.Core.Metrics.Pages;
using Winnow.Core.Metrics.Regression;
using Winnow.Core.Metrics.Retrieval;
using Winnow.Core.Metrics.Sequences;
using Winnow.Core.Metrics.Tagging;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Models;

namespace Winnow.Core.Metrics;

/// <summary>The names of metrics, as requests and reports use them; docs/metrics.md defines them all.</summary>
public static class MetricNames
{
    public const string Accuracy = "accuracy";
    public const string ExpectedCalibrationError = "ece";
    public const string CharacterErrorRate = "cer";
    public const string WordErrorRate = "wer";
    public const string ExactMatch = "exact-match";

    private static readonly string[] s_averages =
    [
        ClassificationMetricNames.MacroF1, ClassificationMetricNames.MacroPrecision, ClassificationMetricNames.MacroRecall,
        ClassificationMetricNames.WeightedF1, ClassificationMetricNames.WeightedPrecision, ClassificationMetricNames.WeightedRecall,
        ClassificationMetricNames.MicroF1, ClassificationMetricNames.MicroPrecision, ClassificationMetricNames.MicroRecall,
    ];

    private static readonly string[] s_classes =
    [
        Accuracy, .. s_averages, ClassificationMetricNames.BalancedAccuracy, ClassificationMetricNames.MatthewsCorrelation, ClassificationMetricNames.CohenKappa,
        ExpectedCalibrationError, ClassificationMetricNames.MaximumCalibrationError,
    ];

    private static readonly string[] s_coco =
    [
        DetectionMetricNames.AveragePrecision, DetectionMetricNames.AveragePrecision50, DetectionMetricNames.AveragePrecision75,
        DetectionMetricNames.AveragePrecisionSmall, DetectionMetricNames.AveragePrecisionMedium, DetectionMetricNames.AveragePrecisionLarge,
        DetectionMetricNames.AverageRecall1, DetectionMetricNames.AverageRecall10, DetectionMetricNames.AverageRecall100,
        DetectionMetricNames.AverageRecallSmall, DetectionMetricNames.AverageRecallMedium, DetectionMetricNames.AverageRecallLarge,
        DetectionMetricNames.WrongClass, DetectionMetricNames.WrongPlace, DetectionMetricNames.WrongBoth, DetectionMetricNames.Duplicate,
        DetectionMetricNames.Background, DetectionMetricNames.Missed, DetectionMetricNames.FalsePositives, DetectionMetricNames.FalseNegatives,
    ];

    private static readonly Dictionary<ModelTask, string[]> s_byTask = new()
    {
        [ModelTask.Classification] =
        [
            .. s_classes, ClassificationMetricNames.TopAccuracy(3), ClassificationMetricNames.TopAccuracy(5), ClassificationMetricNames.LogLoss,
            ClassificationMetricNames.Brier, ClassificationMetricNames.RocAuc, ClassificationMetricNames.WeightedRocAuc, ClassificationMetricNames.AveragePrecision,
        ],
        [ModelTask.MultiLabel] =
        [
            ClassificationMetricNames.SubsetAccuracy, .. s_averages, ClassificationMetricNames.SamplesF1, ClassificationMetricNames.SamplesPrecision,
            ClassificationMetricNames.SamplesRecall, ClassificationMetricNames.SamplesJaccard, ClassificationMetricNames.HammingLoss,
            ClassificationMetricNames.RocAuc, ClassificationMetricNames.MicroRocAuc, ClassificationMetricNames.AveragePrecision,
            ClassificationMetricNames.MicroAveragePrecision, ClassificationMetricNames.LabelRankingAveragePrecision,
        ],
        [ModelTask.Detection] = s_coco,
        [ModelTask.Segmentation] = [.. s_coco.Select(name => DetectionMetricNames.Of(OverlapKind.Mask, name))],
        [ModelTask.TextRecognition] =
        [
            CharacterErrorRate, WordErrorRate, ExactMatch, TextMetricNames.EditSimilarity, ExpectedCalibrationError, ClassificationMetricNames.MaximumCalibrationError,
        ],
        [ModelTask.Generation] =
        [
            GenerationMetricNames.ExactMatch, GenerationMetricNames.SquadExactMatch, GenerationMetricNames.SquadF1, GenerationMetricNames.Bleu,
            GenerationMetricNames.Chrf, GenerationMetricNames.ChrfPlusPlus, GenerationMetricNames.Rouge1, GenerationMetricNames.Rouge2, GenerationMetricNames.RougeL,
            GenerationMetricNames.PassAt(1), GenerationMetricNames.PassAt(5), GenerationMetricNames.PassAt(10), GenerationMetricNames.PassAt(100),
        ],
        [ModelTask.PageRecognition] =
        [
            PageMetricNames.CharacterErrorRate, PageMetricNames.EndToEndHarmonicMean, PageMetricNames.HarmonicMean, PageMetricNames.Precision, PageMetricNames.Recall,
        ],
        [ModelTask.Tagging] =
        [
            TaggingMetricNames.F1, TaggingMetricNames.Precision, TaggingMetricNames.Recall, TaggingMetricNames.MacroF1, TaggingMetricNames.MacroPrecision,
            TaggingMetricNames.MacroRecall, TaggingMetricNames.WeightedF1, TaggingMetricNames.WeightedPrecision, TaggingMetricNames.WeightedRecall, TaggingMetricNames.TagAccuracy,
        ],
        [ModelTask.Retrieval] =
        [
            RetrievalMetricNames.NdcgAt10, RetrievalMetricNames.MeanReciprocalRank, RetrievalMetricNames.MeanAveragePrecision, RetrievalMetricNames.Ndcg,
            .. RetrievalAccumulator.Cutoffs.Select(RetrievalMetricNames.RecallAt), .. RetrievalAccumulator.Cutoffs.Select(RetrievalMetricNames.PrecisionAt),
        ],
        [ModelTask.Embedding] =
        [
            RetrievalMetricNames.EmbeddingRecallAt(1), RetrievalMetricNames.EmbeddingRecallAt(5), RetrievalMetricNames.EmbeddingRecallAt(10),
            RetrievalMetricNames.EmbeddingMeanReciprocalRank, RetrievalMetricNames.MeanAveragePrecisionAtR,
        ],
        [ModelTask.ImageGeneration] =
        [
            ImageGenerationMetricNames.Fid, ImageGenerationMetricNames.Kid, ImageGenerationMetricNames.KidDeviation, ImageGenerationMetricNames.Precision,
            ImageGenerationMetricNames.Recall, ImageGenerationMetricNames.Density, ImageGenerationMetricNames.Coverage,
        ],
        [ModelTask.Regression] =
        [
            RegressionMetricNames.MeanAbsoluteError, RegressionMetricNames.RootMeanSquaredError, RegressionMetricNames.R2, RegressionMetricNames.Spearman,
            RegressionMetricNames.MedianAbsoluteError, RegressionMetricNames.Bias,
        ],
        [ModelTask.Sequence] =
        [
            .. s_classes, SequenceMetricNames.EarliestCorrectShare, SequenceMetricNames.MedianEarliestCorrectShare, SequenceMetricNames.EarliestCorrectSteps,
            SequenceMetricNames.MedianEarliestCorrectSteps, SequenceMetricNames.EarlyAccuracy(25), SequenceMetricNames.EarlyAccuracy(50), SequenceMetricNames.EarlyAccuracy(75),
        ],
    };

    /// <summary>The metrics of a task, the most telling first. Those that a run cannot compute (no probabilities, no samples) are left out of its report.</summary>
    public static IReadOnlyList<string> Of(ModelTask task) => s_byTask[task];
}

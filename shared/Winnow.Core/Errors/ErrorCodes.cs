namespace Winnow.Core.Errors;

/// <summary>The stable codes of errors; clients may switch on them, so none changes its meaning.</summary>
public static class ErrorCodes
{
    public const string InvalidName = "invalid-name";
    public const string InvalidRequest = "invalid-request";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string InvalidPolicy = "invalid-policy";
    public const string UnknownDataset = "unknown-dataset";
    public const string UnknownItem = "unknown-item";
    public const string UnknownModel = "unknown-model";
    public const string UnknownMetric = "unknown-metric";
    public const string InvalidGate = "invalid-gate";
    public const string UnknownCalibration = "unknown-calibration";
    public const string UnknownRun = "unknown-run";
    public const string InvalidCard = "invalid-card";
    public const string InvalidModel = "invalid-model";
    public const string ModelMismatch = "model-mismatch";
    public const string TaskMismatch = "task-mismatch";
    public const string EmptyDataset = "empty-dataset";
    public const string UnknownVersion = "unknown-version";
    public const string MissingPredictions = "missing-predictions";
    public const string BaselineMismatch = "baseline-mismatch";
    public const string InvalidPredictions = "invalid-predictions";
    public const string InvalidBenchmark = "invalid-benchmark";
    public const string UnknownBenchmark = "unknown-benchmark";
    public const string NothingToEvaluate = "nothing-to-evaluate";
    public const string MissingPack = "missing-pack";
    public const string DamagedPack = "damaged-pack";
    public const string Conflict = "conflict";
    public const string MissingMessageId = "missing-message-id";
    public const string UnknownMessageType = "unknown-message-type";
    public const string UnsupportedSchemaVersion = "unsupported-schema-version";
    public const string InvalidMessage = "invalid-message";
    public const string ForbiddenAddress = "forbidden-address";
    public const string UnreadableSource = "unreadable-source";
}

using Winnow.Bench;

return await BenchmarkRunner.RunAsync(
    [
        new TaskHubBenchmark(), new IngestBenchmark(), new MetricsBenchmark(), new EvaluateBenchmark(), new CocoBenchmark(), new StatisticsBenchmark(), new SlicesBenchmark(),
        new OcrBenchmark(), new InferenceBenchmark(), new ServiceBusBenchmark(),
    ],
    args);

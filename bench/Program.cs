using Winnow.Bench;

return await BenchmarkRunner.RunAsync(
    [
        new TaskHubBenchmark(), new IngestBenchmark(), new MetricsBenchmark(), new OcrBenchmark(), new ServiceBusBenchmark(),
        new StatisticsBenchmark(),
    ],
    args);

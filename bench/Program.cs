using Winnow.Bench;

return await BenchmarkRunner.RunAsync([new TaskHubBenchmark(), new MetricsBenchmark()], args);

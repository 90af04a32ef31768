using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Winnow.Bench;

/// <summary>Finds the benchmark that was asked for, runs it and prints what it measured.</summary>
internal static class BenchmarkRunner
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(IReadOnlyList<IBenchmark> benchmarks, string[] args)
    {
        if (args is [] or ["--help", ..] or ["-h", ..])
        {
            PrintHelp(benchmarks);
            return 0;
        }

        if (benchmarks.FirstOrDefault(benchmark => benchmark.Name == args[0]) is not { } chosen)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark '{args[0]}'. See --help.");
            return 1;
        }

        var arguments = new BenchmarkArguments(args[1..]);
        if (arguments.Has("--help"))
        {
            PrintHelp([chosen]);
            return 0;
        }

        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancellation.Cancel();
        };
        try
        {
            Print(chosen, await chosen.RunAsync(arguments, cancellation.Token), arguments.Has("--json"));
            return 0;
        }
        catch (Exception exception) when (exception is FormatException or BenchmarkArgumentException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static void Print(IBenchmark benchmark, IReadOnlyList<Measurement> measured, bool json)
    {
        var machine = $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { benchmark = benchmark.Name, machine, measured }, Json));
            return;
        }

        Console.WriteLine($"{benchmark.Name} ({machine})");
        foreach (var number in measured)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {number.Name,-36} {Text(number.Value),12} {number.Unit}"));
        }
    }

    /// <summary>Small numbers would be nothing but a zero.</summary>
    private static string Text(double value) => value.ToString(Math.Abs(value) is > 0 and < 1 ? "N3" : "N1", CultureInfo.InvariantCulture);

    private static void PrintHelp(IEnumerable<IBenchmark> benchmarks)
    {
        Console.WriteLine("dotnet run -c Release --project bench -- BENCHMARK [options] [--json]");
        foreach (var benchmark in benchmarks)
        {
            Console.WriteLine();
            Console.WriteLine($"  {benchmark.Name}  {benchmark.Summary}");
            foreach (var option in benchmark.Options)
            {
                Console.WriteLine($"    {option}");
            }
        }
    }
}

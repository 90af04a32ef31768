using System.Text.Json;

namespace Winnow.Core.Models;

/// <summary>The names of <see cref="ModelTask"/> in cards, tables and the API: kebab-case.</summary>
public static class ModelTasks
{
    public const string Classification = "classification";
    public const string TextRecognition = "text-recognition";
    private static readonly Dictionary<string, ModelTask> s_tasks =
        Enum.GetValues<ModelTask>().ToDictionary(task => JsonNamingPolicy.KebabCaseLower.ConvertName(task.ToString()));
    private static readonly Dictionary<ModelTask, string> s_names = s_tasks.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All names, in the order of the tasks.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_names.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    public static string ToName(this ModelTask task) => s_names[task];

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is none of the names.</exception>
    public static ModelTask Parse(string? name) => name is not null && s_tasks.TryGetValue(name, out var task)
        ? task
        : throw new FormatException($"'{name}' is no task; known: {string.Join(", ", All)}.");
}

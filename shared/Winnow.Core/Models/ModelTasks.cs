namespace Winnow.Core.Models;

/// <summary>The names of <see cref="ModelTask"/> in cards, tables and the API.</summary>
public static class ModelTasks
{
    public const string Classification = "classification";
    public const string TextRecognition = "text-recognition";

    public static string ToName(this ModelTask task) => task == ModelTask.Classification ? Classification : TextRecognition;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is none of the names.</exception>
    public static ModelTask Parse(string? name) => name switch
    {
        Classification => ModelTask.Classification,
        TextRecognition => ModelTask.TextRecognition,
        _ => throw new FormatException($"'{name}' is no task of models."),
    };
}

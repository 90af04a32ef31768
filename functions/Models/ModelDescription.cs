using Winnow.Core.Models;

namespace Winnow.Functions.Models;

/// <summary>A model as the API shows it.</summary>
/// <param name="Name">The model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Task">As in its card: <c>classification</c>, <c>detection</c>, …</param>
/// <param name="Licence">Of the weights.</param>
/// <param name="Source">Where the weights come from.</param>
/// <param name="Hash">SHA-256 over names and contents of its files.</param>
/// <param name="RegisteredAt">When it was registered.</param>
public sealed record ModelDescription(
    string Name, string Version, string Task, string Licence, string Source, string Hash, DateTimeOffset RegisteredAt)
{
    /// <summary>The text of its <c>card.yaml</c>; null in lists.</summary>
    public string? Card { get; init; }

    public static ModelDescription From(RegisteredModel model) =>
        new(model.Name, model.Version, model.Task.ToName(), model.Licence, model.Source, model.Hash, model.RegisteredAt);
}

namespace Winnow.Functions.Evaluation;

/// <summary>A pack as an evaluation sees it.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Hash">In a version: the hash of its manifest; null: as the dataset is now.</param>
/// <param name="IsReference">Whether it is one of the reference dataset.</param>
public sealed record EvaluationShard(string Pack, string? Hash = null, bool IsReference = false)
{
    /// <summary>Its name among the results of a run.</summary>
    public string GetKey() => IsReference ? $"reference/{Pack}" : Pack;
}

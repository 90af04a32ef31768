namespace Winnow.Core.Catalogue;

/// <summary>Which models are asked beside the policy's own, and when they agree.</summary>
public sealed record ModelAgreement
{
    /// <summary>Most models in all.</summary>
    public const int MostModels = 16;

    /// <summary>The other models, <c>name</c> or <c>name@version</c>; of the same task as the policy's own.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    public AgreementRule Rule { get; init; }

    /// <summary><see cref="AgreementRule.Vote"/>: how many models must give the answer, 1 to all; null: all of them.</summary>
    public int? Votes { get; init; }
}

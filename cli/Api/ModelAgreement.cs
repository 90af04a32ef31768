namespace Winnow.Cli.Api;

/// <summary>The models that are asked beside a policy's own, and when they agree.</summary>
/// <param name="Models"><c>name</c> or <c>name@version</c>.</param>
/// <param name="Rule"><c>vote</c> or <c>mean</c>; null: vote.</param>
/// <param name="Votes">How many models must give the answer; null: all.</param>
public sealed record ModelAgreement(IReadOnlyList<string> Models, string? Rule = null, int? Votes = null);

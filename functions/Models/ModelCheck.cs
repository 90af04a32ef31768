namespace Winnow.Functions.Models;

/// <summary>How a registered model does where the app runs: loaded, run on a blank input and on its card's sample.</summary>
/// <param name="Model">The model, <c>name@version</c>.</param>
/// <param name="Provider">What ran it: <c>cpu</c>, <c>cuda</c>, <c>tensorrt</c>.</param>
/// <param name="FallbackReason">Why it did not run as it was asked for; null when nothing was in the way.</param>
/// <param name="Sample">The sample's file; null when the card has none.</param>
/// <param name="Differences">What the model says otherwise than the card expects of the sample, each as a sentence; empty: nothing.</param>
public sealed record ModelCheck(string Model, string Provider, string? FallbackReason, string? Sample, IReadOnlyList<string> Differences);

namespace Winnow.Core.Models;

/// <summary>A text as ids, int64: <c>[N, length]</c>, or <c>[N, length, 5]</c> for hashed words. Id 0 is padding.</summary>
public sealed record TextInput : ModelInput
{
    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>How many tokens; what comes after the most is cut off.</summary>
    public required InputSize Length { get; init; }

    public override bool Accepts(string mediaType) => mediaType == "text/plain";
}

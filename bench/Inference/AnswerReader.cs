using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;

namespace Winnow.Bench;

/// <summary>Makes a class or a text from the scores of one item.</summary>
/// <param name="Output">How the scores are meant.</param>
/// <param name="Labels">Classes, or characters.</param>
internal sealed record AnswerReader(ScoreOutput Output, IReadOnlyList<string> Labels)
{
    public string Read(ReadOnlySpan<float> scores) => Output.Decoding == ScoreDecoding.Ctc
        ? new LineDecoder(Output, Labels).Decode("", scores).Text!
        : new ClassDecoder(Output, Labels).Decode("", scores).Label!;
}

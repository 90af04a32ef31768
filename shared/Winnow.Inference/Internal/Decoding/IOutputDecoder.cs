using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Turns the numbers that a network gave for one item into an answer.</summary>
internal interface IOutputDecoder
{
    /// <summary>The outputs that it reads.</summary>
    IReadOnlyList<OutputSpec> Outputs { get; }

    /// <summary>Decodes one item, whose numbers are all finite.</summary>
    InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input);

    /// <summary>What is wrong with the output for a blank input; null when nothing can be seen.</summary>
    string? FindFault(NetworkOutput output, InputTensor input) => null;
}

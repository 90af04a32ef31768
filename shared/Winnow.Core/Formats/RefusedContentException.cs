using Winnow.Core.Errors;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>A file turned out, while it was being read, to be one that must be refused as a whole.</summary>
public sealed class RefusedContentException : WinnowException
{
    /// <param name="refusal">What is refused and why; its code becomes the code of the exception.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public RefusedContentException(Refusal refusal, Exception? innerException = null)
        : base(refusal.Code, $"{refusal.Name}: {refusal.Reason}", innerException) => Refusal = refusal;

    public Refusal Refusal { get; }
}

namespace Winnow.Inference.Internal.Running;

/// <summary>One item on its way through the stages.</summary>
internal sealed class Slot(Parcel parcel, InferenceItem item)
{
    private const int MaxReasonChars = 2000;

    public Parcel Parcel => parcel;

    public InferenceItem Item => item;

    /// <summary>What the model takes; null before the item is prepared and after it was run.</summary>
    public IPreparedItem? Prepared { get; set; }

    /// <summary>When it was prepared, as a number that only grows: what waits with the lowest has waited longest.</summary>
    public long Sequence { get; set; }

    public InferenceResult? Result { get; private set; }

    /// <summary>Gives the item its result, which may be an error.</summary>
    public void Complete(InferenceResult result)
    {
        Result = result;
        parcel.CountDown();
    }

    /// <summary>Gives the item the reason why it has no answer.</summary>
    /// <remarks>What ONNX Runtime says can be pages long; the catalogue's columns are not.</remarks>
    public void Fail(string reason) => Complete(new() { Id = item.Id, Error = Reason.Cut(reason, MaxReasonChars) });
}

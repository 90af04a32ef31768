using System.Text.Json.Serialization;

namespace Winnow.Core.Slices;

/// <summary>How many items two runs got right or wrong.</summary>
public sealed class ChangeCounts
{
    public ChangeCounts()
        : this(0, 0, 0, 0)
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public ChangeCounts(long @fixed, long broken, long stillWrong, long stillRight) =>
        (Fixed, Broken, StillWrong, StillRight) = (@fixed, broken, stillWrong, stillRight);

    /// <summary>Wrong in the baseline, right in the candidate.</summary>
    public long Fixed { get; private set; }

    /// <summary>Right in the baseline, wrong in the candidate.</summary>
    public long Broken { get; private set; }

    public long StillWrong { get; private set; }

    public long StillRight { get; private set; }

    [JsonIgnore]
    public long Items => Fixed + Broken + StillWrong + StillRight;

    /// <summary>Fixed minus broken.</summary>
    [JsonIgnore]
    public long NetChange => Fixed - Broken;

    public void Add(bool wasCorrect, bool isCorrect)
    {
        switch (wasCorrect, isCorrect)
        {
            case (false, true): Fixed++; break;
            case (true, false): Broken++; break;
            case (false, false): StillWrong++; break;
            default: StillRight++; break;
        }
    }

    public void Merge(ChangeCounts other)
    {
        Fixed += other.Fixed;
        Broken += other.Broken;
        StillWrong += other.StillWrong;
        StillRight += other.StillRight;
    }
}

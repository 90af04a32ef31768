namespace Winnow.Core.Statistics.Internal;

/// <summary>The difference of two runs after the outputs of some units have changed sides: what the null hypothesis says makes no difference.</summary>
internal abstract class Swapper
{
    /// <summary>Units whose outputs can be told apart; swapping the others changes nothing.</summary>
    public abstract long Differing { get; }

    /// <summary>The difference after every unit was swapped or not by a fair coin; NaN when undefined. Called on many threads at once.</summary>
    public abstract double Draw(ref Xoshiro256 random);

    /// <summary>The difference after the differing units whose bit is set were swapped.</summary>
    public abstract double At(uint swapped);
}

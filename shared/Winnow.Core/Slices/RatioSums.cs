using System.Numerics;
using System.Text.Json.Serialization;

namespace Winnow.Core.Slices;

/// <summary>Sums of numerators and denominators of items, from which a ratio and its spread follow.</summary>
/// <remarks>Kept in whole millionths and their products, so that any order of adding and merging gives the same. Values are from 0 to 10⁹.</remarks>
public sealed class RatioSums
{
    private const double Unit = 1e6;
    private const double MaxValue = 1e9;

    public RatioSums()
        : this(0, 0, 0, 0, 0, 0, true)
    {
    }

    /// <summary>Continues from serialised sums.</summary>
    [JsonConstructor]
    public RatioSums(
        long items, Int128 numerators, Int128 denominators, Int128 numeratorSquares, Int128 products, Int128 denominatorSquares, bool isBinary) =>
        (Items, Numerators, Denominators, NumeratorSquares, Products, DenominatorSquares, IsBinary) =
        (items, numerators, denominators, numeratorSquares, products, denominatorSquares, isBinary);

    public long Items { get; private set; }

    /// <summary>In millionths.</summary>
    public Int128 Numerators { get; private set; }

    /// <summary>In millionths.</summary>
    public Int128 Denominators { get; private set; }

    /// <summary>In units of 10⁻¹².</summary>
    public Int128 NumeratorSquares { get; private set; }

    /// <summary>Numerator times denominator, in units of 10⁻¹².</summary>
    public Int128 Products { get; private set; }

    /// <summary>In units of 10⁻¹².</summary>
    public Int128 DenominatorSquares { get; private set; }

    /// <summary>Whether all numerators are 0 or 1 and all denominators 1: a share.</summary>
    public bool IsBinary { get; private set; }

    [JsonIgnore]
    public double Numerator => (double)Numerators / Unit;

    [JsonIgnore]
    public double Denominator => (double)Denominators / Unit;

    /// <summary>Sum of numerators divided by that of denominators; null when the latter is 0.</summary>
    [JsonIgnore]
    public double? Ratio => Denominators == 0 ? null : (double)Numerators / (double)Denominators;

    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 10⁹.</exception>
    public void Add(double numerator, double denominator)
    {
        var (top, bottom) = (Fixed(numerator, nameof(numerator)), Fixed(denominator, nameof(denominator)));
        Items++;
        Numerators += top;
        Denominators += bottom;
        NumeratorSquares += (Int128)top * top;
        Products += (Int128)top * bottom;
        DenominatorSquares += (Int128)bottom * bottom;
        IsBinary &= denominator == 1 && numerator is 0 or 1;
    }

    public void Merge(RatioSums other)
    {
        Items += other.Items;
        Numerators += other.Numerators;
        Denominators += other.Denominators;
        NumeratorSquares += other.NumeratorSquares;
        Products += other.Products;
        DenominatorSquares += other.DenominatorSquares;
        IsBinary &= other.IsBinary;
    }

    /// <summary>All but the items of a part.</summary>
    public RatioSums Without(RatioSums part) => new(
        Items - part.Items, Numerators - part.Numerators, Denominators - part.Denominators, NumeratorSquares - part.NumeratorSquares,
        Products - part.Products, DenominatorSquares - part.DenominatorSquares, IsBinary);

    /// <summary>Squared standard error of the ratio; 0 with fewer than two items.</summary>
    /// <remarks>By linearisation (W. Cochran, Sampling Techniques, 1977, 6.3); that of the mean where denominators are 1.</remarks>
    public double SquaredError()
    {
        if (Items < 2 || Denominators == 0)
        {
            return 0;
        }

        // Σ(numerator − ratio·denominator)² times the squared denominator, exact: its terms nearly cancel where there is little spread.
        BigInteger top = Numerators, bottom = Denominators;
        var squares = (bottom * bottom * NumeratorSquares) - (2 * top * bottom * Products) + (top * top * DenominatorSquares);
        return (double)squares / Math.Pow((double)bottom, 4) * Items / (Items - 1);
    }

    private static long Fixed(double value, string name) => value is >= 0 and <= MaxValue
        ? (long)Math.Round(value * Unit)
        : throw new ArgumentOutOfRangeException(name, value, $"A value is from 0 to {MaxValue}.");
}

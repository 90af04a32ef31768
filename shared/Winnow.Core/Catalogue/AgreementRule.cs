namespace Winnow.Core.Catalogue;

/// <summary>How the answers of several models become one.</summary>
public enum AgreementRule
{
    /// <summary>The answer that most models give.</summary>
    Vote,

    /// <summary>The class with the highest mean of the models' probabilities.</summary>
    Mean,
}

namespace Winnow.Core.Models;

/// <summary>What the tokens of a text are.</summary>
public enum TokenizerKind
{
    /// <summary>N-grams of lower-case words, each hashed to one id.</summary>
    HashedNgrams,

    /// <summary>N-grams of the bytes of the lower-case text, each hashed to one id.</summary>
    HashedBytes,

    /// <summary>What stands between white space, each hashed to five ids: the word, its beginning, two of its ends, its shape.</summary>
    HashedWords,
}

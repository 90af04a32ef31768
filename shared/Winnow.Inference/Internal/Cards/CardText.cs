using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Cards;

/// <summary>Reads the texts of a model's folder: its card, and lists of labels.</summary>
internal static class CardText
{
    /// <summary>Cards are a few kilobytes, the longest vocabularies some hundred.</summary>
    public const int MaxBytes = 4 << 20;

    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/>: the file is missing, too large, or no text.</exception>
    public static string Read(ModelFiles files, string file)
    {
        var info = new FileInfo(files.PathOf(file));
        if (!info.Exists) throw OnnxNetwork.Absent(ErrorCodes.InvalidCard, file);
        if (info.Length > MaxBytes) throw new WinnowException(ErrorCodes.InvalidCard, $"{file} has {info.Length:N0} bytes; cards and lists of labels have at most {MaxBytes:N0}.");
        try
        {
            return System.Text.Encoding.UTF8.GetString(TextContent.ToUtf8(File.ReadAllBytes(info.FullName)));
        }
        catch (InvalidDataException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidCard, $"{file} cannot be read. {exception.Message}", exception);
        }
    }
}

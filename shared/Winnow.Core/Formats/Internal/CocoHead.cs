using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Tells a COCO annotation file from other JSON by its beginning.</summary>
internal static class CocoHead
{
    private static readonly string[] s_annotationKeys = ["image_id", "segmentation", "bbox", "caption"];

    /// <summary>Whether an object has images with file names, or annotations of images, as members.</summary>
    /// <remarks>Categories alone tell when the beginning ends among them.</remarks>
    public static bool Tells(ReadOnlySpan<byte> head)
    {
        try
        {
            var json = new Utf8JsonReader(head, isFinalBlock: false, default);
            return json.Read() && json.TokenType is JsonTokenType.StartObject && AnyMemberTells(ref json);
        }
        catch (JsonException)
        {
            return false; // Text that starts with a brace.
        }
    }

    private static bool AnyMemberTells(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            if (!json.Read())
            {
                return false;
            }

            var tells = json.TokenType is JsonTokenType.StartArray && FirstElementTells(json, key);
            if (tells && key is not CocoJson.Categories || !json.TrySkip())
            {
                return tells;
            }
        }

        return false;
    }

    /// <summary>Looks at the keys of the first element of an array.</summary>
    private static bool FirstElementTells(Utf8JsonReader json, string? section)
    {
        var (hasId, hasName) = (false, false);
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            hasId |= key is "id";
            hasName |= key is "name";
            if (section is CocoJson.Images && key is "file_name"
                || section is CocoJson.Annotations && Array.IndexOf(s_annotationKeys, key) >= 0
                || section is CocoJson.Categories && hasId && hasName)
            {
                return true;
            }

            if (!json.Read() || !json.TrySkip())
            {
                return false;
            }
        }

        return false;
    }
}

using System.Globalization;
using Newtonsoft.Json;
using NJsonSchema.Validation;

namespace Winnow.Functions.Messages;

/// <summary>Says what a schema found wrong, so that the sender can mend it: JSON path, value, limit.</summary>
internal static class SchemaProblems
{
    private const int ShownChars = 80;

    public static IEnumerable<string> Describe(ValidationError error) => error switch
    {
        // Of an alternative that was not met, what its own rule says; of a broken element, what is broken in it.
        { Kind: ValidationErrorKind.NotOneOf or ValidationErrorKind.NotAnyOf } => [Alternatives(error)],
        ChildSchemaValidationError nested => nested.Errors.SelectMany(child => child.Value).SelectMany(Describe),
        _ => [$"{PathOf(error)} {Problem(error)}"],
    };

    private static string Alternatives(ValidationError error)
    {
        var choices = (error.Kind is ValidationErrorKind.NotOneOf ? error.Schema.OneOf : error.Schema.AnyOf).SelectMany(choice => choice.RequiredProperties);
        var count = error.Kind is ValidationErrorKind.NotOneOf ? "exactly one" : "at least one";
        return $"{PathOf(error)} must have {count} of {string.Join(", ", choices)}";
    }

    private static string Problem(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => "is missing",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not known here",
        ValidationErrorKind.StringTooLong => $"has {Length(error)} characters; the limit is {error.Schema.MaxLength}",
        ValidationErrorKind.StringTooShort => $"has {Length(error)} characters; the least is {error.Schema.MinLength}",
        ValidationErrorKind.NumberTooBig => $"is {Value(error)}; the limit is {Number(error.Schema.Maximum)}",
        ValidationErrorKind.NumberTooSmall => $"is {Value(error)}; the least is {Number(error.Schema.Minimum)}",
        ValidationErrorKind.TooManyItems => $"has {Count(error)} elements; the limit is {error.Schema.MaxItems}",
        ValidationErrorKind.TooFewItems => $"has {Count(error)} elements; the least is {error.Schema.MinItems}",
        ValidationErrorKind.PatternMismatch => $"is {Value(error)}, which does not match {error.Schema.Pattern}",
        ValidationErrorKind.NotInEnumeration => $"is {Value(error)}; it must be one of {string.Join(", ", error.Schema.Enumeration)}",
        ValidationErrorKind.UriExpected => $"is {Value(error)}, which is not an absolute address",
        _ => $"is {Value(error)}; it must be {Expected(error.Kind)}",
    };

    private static string Expected(ValidationErrorKind kind)
    {
        var name = kind.ToString();
        var what = name.EndsWith("Expected", StringComparison.Ordinal) ? name[..^"Expected".Length] : name;
        return (what.Length > 0 && "AEIO".Contains(what[0], StringComparison.Ordinal) ? "an " : "a ") + what.ToLowerInvariant();
    }

    private static string PathOf(ValidationError error)
    {
        var path = (error.Path ?? "").TrimStart('#', '/');
        return path.Length == 0 ? "$" : path[0] == '[' ? $"${path}" : $"$.{path.Replace("/", ".", StringComparison.Ordinal)}";
    }

    private static string Value(ValidationError error)
    {
        var text = error.Token?.ToString(Formatting.None) ?? "null";
        return text.Length > ShownChars ? string.Concat(text.AsSpan(0, ShownChars), "…") : text;
    }

    private static int Length(ValidationError error) => error.Token?.ToString().Length ?? 0;

    private static int Count(ValidationError error) => error.Token?.Children().Count() ?? 0;

    private static string Number(decimal? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "none";
}

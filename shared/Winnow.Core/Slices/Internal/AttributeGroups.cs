namespace Winnow.Core.Slices.Internal;

/// <summary><see cref="ValueGroups{T}"/> of several attributes.</summary>
internal sealed class AttributeGroups<T>
    where T : class
{
    private readonly string[] names;
    private readonly ValueGroups<T>[] groups;

    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public AttributeGroups(Func<T> create, Action<T, T> merge, IReadOnlyList<AttributeValues<T>> attributes)
    {
        names = [.. attributes.Select(attribute => attribute.Name)];
        groups = [.. attributes.Select(attribute => new ValueGroups<T>(create, merge, attribute.IsClosed, attribute.Values))];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The attribute '{twice.Key}' is there twice.", nameof(attributes));
        }
    }

    public int Count => names.Length;

    public IReadOnlyList<AttributeValues<T>> Values => [.. names.Select((name, i) => new AttributeValues<T>(name, groups[i].IsClosed, groups[i].Sorted))];

    /// <summary>All values of all attributes, in their order.</summary>
    public List<(string Attribute, string Value, T Group)> All =>
        [.. names.SelectMany((name, i) => groups[i].Sorted.Select(group => (name, group.Key, group.Value)))];

    /// <summary>An attribute of which nothing has been collected.</summary>
    public static AttributeValues<T> Empty(string name) => new(name, false, new Dictionary<string, T>());

    /// <inheritdoc cref="ValueGroups{T}.Of"/>
    public T? Of(int attribute, string? value) => groups[attribute].Of(value);

    /// <exception cref="ArgumentException">The attributes differ.</exception>
    public void Merge(AttributeGroups<T> other)
    {
        if (!names.AsSpan().SequenceEqual(other.names))
        {
            throw new ArgumentException(
                $"Slices by [{string.Join(", ", other.names)}] cannot be merged into those by [{string.Join(", ", names)}].", nameof(other));
        }

        for (var i = 0; i < groups.Length; i++)
        {
            groups[i].Merge(other.groups[i]);
        }
    }
}

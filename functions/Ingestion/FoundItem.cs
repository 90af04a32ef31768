namespace Winnow.Functions.Ingestion;

/// <summary>A good file, before it is known whether its content is new.</summary>
/// <param name="Path">Its name within the dataset.</param>
/// <param name="MediaType">What its content is.</param>
/// <param name="Width">Pixels; null for anything but images.</param>
/// <param name="Height">Pixels; null for anything but images.</param>
/// <param name="Content">The whole file; only valid during the call that passes it on.</param>
internal readonly record struct FoundItem(string Path, string MediaType, int? Width, int? Height, ReadOnlyMemory<byte> Content);

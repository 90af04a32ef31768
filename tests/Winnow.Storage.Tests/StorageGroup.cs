namespace Winnow.Storage.Tests;

/// <summary>The tests that share one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class StorageGroup : ICollectionFixture<StorageFixture>
{
    public const string Name = "storage";
}

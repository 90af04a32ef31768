namespace Winnow.Cli.Tests;

/// <summary>Tests that run command lines in this process, one after the other: they share its working folder and its option objects.</summary>
[CollectionDefinition(Name)]
public sealed class CommandLines : ICollectionFixture<TestSupport.AzuriteFixture>
{
    public const string Name = "command lines";
}

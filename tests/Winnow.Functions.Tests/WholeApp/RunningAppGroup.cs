namespace Winnow.Functions.Tests.WholeApp;

/// <summary>The tests that share one running app, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RunningAppGroup : ICollectionFixture<RunningApp>
{
    public const string Name = "whole app";
}

namespace Winnow.Storage.Tests;

[Collection(StorageGroup.Name)]
public sealed class ClaimTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string dataset = Some.Dataset();

    private Catalogue Catalogue => storage.Catalogue;

    [Fact]
    public async Task ClaimAsync_ManyClaimantsAtOnce_GivesEachContentOneOwner()
    {
        var ids = Enumerable.Range(0, 60).Select(i => Some.Id($"{i}")).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(shard =>
            Catalogue.ClaimAsync(dataset, "b1", [.. ids.Skip(shard * 5).Select(id => (id, $"b1-{shard:D4}-0000"))], None)));

        foreach (var id in ids)
        {
            Assert.Single(answers.Where(answer => answer.ContainsKey(id)).Select(answer => answer[id]).Distinct());
        }
    }

    [Fact]
    public async Task ClaimAsync_Again_GivesTheSameAnswer()
    {
        (string, string)[] wanted = [.. Enumerable.Range(0, 250).Select(i => (Some.Id($"{i}"), $"b1-0000-{i / 100:D4}"))];
        var first = await Catalogue.ClaimAsync(dataset, "b1", wanted, None);

        Assert.Equal(first, await Catalogue.ClaimAsync(dataset, "b1", wanted, None));
        Assert.All(wanted, claim => Assert.Equal(claim.Item2, first[claim.Item1]));
    }

    [Fact]
    public async Task ClaimAsync_OfAnEarlierBatch_IsTakenOverOnlyWhenItsPackWasNeverCommitted()
    {
        await Catalogue.ClaimAsync(dataset, "b1", [(Some.Id("lost"), "b1-0000-0000"), (Some.Id("kept"), "b1-0001-0000")], None);
        await using (var writer = await storage.Packs.CreateAsync(dataset, "b1-0001-0000", None))
        {
            await writer.CommitAsync(None);
        }

        var answer = await Catalogue.ClaimAsync(
            dataset, "b2", [(Some.Id("lost"), "b2-0000-0000"), (Some.Id("kept"), "b2-0000-0000"), (Some.Id("new"), "b2-0000-0000")], None);

        Assert.Equal("b2-0000-0000", answer[Some.Id("lost")]);
        Assert.Equal("b1-0001-0000", answer[Some.Id("kept")]);
        Assert.Equal("b2-0000-0000", answer[Some.Id("new")]);
    }

    [Fact]
    public async Task ClaimAsync_TheSameBatchAndAnUncommittedPack_IsADuplicate()
    {
        await Catalogue.ClaimAsync(dataset, "b1", [(Some.Id("x"), "b1-0000-0000")], None);

        var answer = await Catalogue.ClaimAsync(dataset, "b1", [(Some.Id("x"), "b1-0001-0000")], None);

        Assert.Equal("b1-0000-0000", answer[Some.Id("x")]);
    }

    [Fact]
    public async Task ClaimAsync_OneContentTwice_GoesToThePackNamedFirst()
    {
        var answer = await Catalogue.ClaimAsync(dataset, "b1", [(Some.Id("x"), "b1-0000-0000"), (Some.Id("x"), "b1-0000-0001")], None);

        Assert.Equal("b1-0000-0000", Assert.Single(answer).Value);
    }

    [Fact]
    public async Task ClaimAsync_Nothing_AnswersNothing() =>
        Assert.Empty(await Catalogue.ClaimAsync(dataset, "b1", [], None));
}

using Azure.Data.Tables;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Tests.Tables;

[Collection(StorageGroup.Name)]
public sealed class TableBatchTests(StorageFixture storage)
{
    private readonly string partition = Guid.NewGuid().ToString("N");

    private TableClient Table => storage.Clients.Table("TableBatchTests");

    [Fact]
    public async Task UpsertAsync_MoreRowsThanOneTransactionTakes_WritesThemAll()
    {
        var rows = Enumerable.Range(0, 250).Select(i => new TableEntity(partition, $"{i:D3}") { ["Value"] = i });
        await TableBatch.UpsertAsync(Table, rows, TableTransactionActionType.UpsertReplace, CancellationToken.None);

        Assert.Equal(250, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task UpsertAsync_RowsOfMoreThanFourMebibytes_WritesThemAll()
    {
        var text = new string('漢', 30_000);
        var rows = Enumerable.Range(0, 60).Select(i => new TableEntity(partition, $"{i:D3}") { ["Text"] = text });
        await TableBatch.UpsertAsync(Table, rows, TableTransactionActionType.UpsertReplace, CancellationToken.None);

        Assert.All(await ReadAsync(), row => Assert.Equal(text, row.GetString("Text")));
        Assert.Equal(60, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task SubmitAsync_DeletesOfRowsThatAreGone_AppliesTheRest()
    {
        await TableBatch.UpsertAsync(Table, [new(partition, "a")], TableTransactionActionType.UpsertReplace, CancellationToken.None);
        TableTransactionAction[] actions =
        [
            Delete("gone"), Delete("a"), Delete("gone too"), new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, "b")),
        ];
        await TableBatch.SubmitAsync(Table, actions, CancellationToken.None);

        Assert.Equal(["b"], (await ReadAsync()).Select(row => row.RowKey));
    }

    [Fact]
    public async Task InsertAsync_OneRowExists_RefusesItsTransactionWhole()
    {
        await TableBatch.InsertAsync(Table, [new(partition, "b")], CancellationToken.None);
        var refused = await TableBatch.InsertAsync(Table, [new(partition, "a"), new(partition, "b")], CancellationToken.None);

        Assert.Equal(["a", "b"], Assert.Single(refused).Select(row => row.RowKey));
        Assert.Equal(["b"], (await ReadAsync()).Select(row => row.RowKey));
    }

    private TableTransactionAction Delete(string key) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, key), Azure.ETag.All);

    private async Task<List<TableEntity>> ReadAsync() =>
        await Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")).ToListAsync();
}

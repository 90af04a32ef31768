using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Benchmarks;
using Winnow.Core.Evaluations;
using Winnow.Storage.Queries;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Benchmarks;

/// <summary>What benchmarks leave behind: plans, boards and leaderboards in container <see cref="Containers.Evaluations"/> under the run, and rows in table <see cref="TableNames.Leaderboard"/>.</summary>
/// <remarks>Every write but that of a plan replaces what an earlier try wrote. A leaderboard is listed when its own row is there, which is written last.</remarks>
public sealed class LeaderboardStore(StorageClients clients)
{
    public const string JsonFile = "leaderboard.json";
    public const string HtmlFile = "leaderboard.html";
    public const string MarkdownFile = "leaderboard.md";
    private const int MaxRowsPerRead = 1000;
    private const string JsonType = "application/json";

    private TableClient Table => clients.Table(TableNames.Leaderboard);

    /// <summary>Keeps the plan of a run, unless it has one: the first one counts.</summary>
    /// <returns>The plan that counts.</returns>
    public async Task<TPlan> KeepPlanAsync<TPlan>(string run, TPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = JsonType }, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await Plan(run).UploadAsync(Json(plan, EvaluationJson.Options), options, cancellationToken);
            return plan;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return await ReadPlanAsync<TPlan>(run, cancellationToken);
        }
    }

    /// <summary>Reads the plan of a run.</summary>
    public Task<TPlan> ReadPlanAsync<TPlan>(string run, CancellationToken cancellationToken) => ReadAsync<TPlan>(Plan(run), cancellationToken);

    /// <summary>Writes the board of one of a run's datasets.</summary>
    public Task WriteBoardAsync(string run, int index, Board board, CancellationToken cancellationToken) =>
        UploadAsync(BoardBlob(run, index), Json(board, EvaluationJson.Options), JsonType, cancellationToken);

    /// <summary>Reads a board.</summary>
    public Task<Board> ReadBoardAsync(string run, int index, CancellationToken cancellationToken) => ReadAsync<Board>(BoardBlob(run, index), cancellationToken);

    /// <summary>Writes the three files of a leaderboard, and then its rows.</summary>
    public async Task WriteAsync(Leaderboard leaderboard, CancellationToken cancellationToken)
    {
        await UploadAsync(File(leaderboard.Id, JsonFile), Json(leaderboard, EvaluationJson.Indented), JsonType, cancellationToken);
        await UploadAsync(File(leaderboard.Id, HtmlFile), new BinaryData(LeaderboardPage.Write(leaderboard)), "text/html; charset=utf-8", cancellationToken);
        await UploadAsync(File(leaderboard.Id, MarkdownFile), new BinaryData(LeaderboardMarkdown.Write(leaderboard)), "text/markdown; charset=utf-8", cancellationToken);
        await TableBatch.UpsertAsync(Table, Lines(leaderboard), TableTransactionActionType.UpsertReplace, cancellationToken);
        await Table.UpsertEntityAsync(Row(leaderboard), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Opens a file of a leaderboard; null when it is not there.</summary>
    public async Task<Stream?> FindAsync(string run, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File(run, file).OpenReadAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A page of the leaderboards of a benchmark, the newest first.</summary>
    /// <param name="benchmark">Name of the benchmark.</param>
    /// <param name="limit">Most leaderboards of the page.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Core.Catalogue.Page<LeaderboardSummary>> ListAsync(string benchmark, int limit, string? continuation, CancellationToken cancellationToken)
    {
        var identity = $"leaderboards of {benchmark}";
        var after = Continuation.Parse(continuation, identity)?.Key ?? "";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {benchmark} and RowKey gt {after}");
        var rows = await Table.QueryAsync<TableEntity>(filter, Math.Min(limit + 1, MaxRowsPerRead), cancellationToken: cancellationToken)
            .Take(limit + 1).ToListAsync(cancellationToken);
        var next = rows.Count > limit ? new Continuation(identity, "", rows[limit - 1].RowKey).ToString() : null;
        return new([.. rows.Take(limit).Select(Summary)], next);
    }

    // At most 50 boards of some 400 characters: within the 32 Ki of a column.
    private static TableEntity Row(Leaderboard leaderboard) => new(leaderboard.Name, $"{TableKey.NewestFirst(leaderboard.CreatedAt)}|{leaderboard.Id}")
    {
        [nameof(leaderboard.CreatedAt)] = leaderboard.CreatedAt,
        [nameof(leaderboard.Hash)] = leaderboard.Hash,
        [nameof(leaderboard.HasPassed)] = leaderboard.HasPassed,
        [nameof(leaderboard.Boards)] = JsonSerializer.Serialize(leaderboard.Summarise().Boards, EvaluationJson.Options),
    };

    private static LeaderboardSummary Summary(TableEntity row) => new(
        row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..],
        row.GetDateTimeOffset(nameof(Leaderboard.CreatedAt))!.Value,
        row.GetString(nameof(Leaderboard.Hash)),
        row.GetBoolean(nameof(Leaderboard.HasPassed))!.Value,
        JsonSerializer.Deserialize<BoardSummary[]>(row.GetString(nameof(Leaderboard.Boards)), EvaluationJson.Options)!);

    private static IEnumerable<TableEntity> Lines(Leaderboard leaderboard) =>
        from board in leaderboard.Boards.Index()
        from row in board.Item.Rows.Index()
        select new TableEntity($"{leaderboard.Name}|{leaderboard.Id}", string.Create(CultureInfo.InvariantCulture, $"{board.Index:D3}|{row.Index:D3}"))
        {
            [nameof(Board.Dataset)] = board.Item.Dataset,
            [nameof(Board.Version)] = board.Item.Version,
            [nameof(Board.Split)] = board.Item.Split,
            [nameof(Board.Metric)] = board.Item.Metric,
            [nameof(BoardRow.Rank)] = row.Item.Rank,
            [nameof(BoardRow.IsTied)] = row.Item.IsTied,
            [nameof(BoardRow.Model)] = row.Item.Model,
            [nameof(BoardRow.Evaluation)] = row.Item.Evaluation,
            [nameof(BoardRow.Items)] = row.Item.Items,
            [nameof(BoardRow.Score)] = row.Item.Score,
            [nameof(BoardRow.Low)] = row.Item.Low,
            [nameof(BoardRow.High)] = row.Item.High,
            [nameof(Leaderboard.HasPassed)] = row.Item.Gates.All(gate => gate.HasPassed),
        };

    private static BinaryData Json<T>(T value, JsonSerializerOptions options) => new(JsonSerializer.SerializeToUtf8Bytes(value, options));

    private static async Task<T> ReadAsync<T>(BlobClient blob, CancellationToken cancellationToken) =>
        (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<T>(EvaluationJson.Options)!;

    private static async Task UploadAsync(BlobClient blob, BinaryData content, string type, CancellationToken cancellationToken) =>
        await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } }, cancellationToken);

    private BlobClient Plan(string run) => File(run, "plan.json");

    private BlobClient BoardBlob(string run, int index) => File(run, string.Create(CultureInfo.InvariantCulture, $"boards/{index:D3}.json"));

    private BlobClient File(string run, string file) => clients.Evaluations.GetBlobClient($"{run}/{file}");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The columns from which a page of a query is answered without another read; rows of Index and of Items have them.</summary>
internal static class SummaryColumns
{
    public const int DigestLength = 16;

    public static void Write(TableEntity row, ItemFacts facts, Said said)
    {
        row[Column.Name] = facts.Item.Name;
        row[Column.Pack] = facts.Item.Pack;
        row[Column.State] = ItemStates.NameOf(facts.Item.State);
        Set(row, Column.Split, facts.Item.Split);
        Set(row, Column.Label, said.Label);
        Set(row, Column.Text, said.Text);
        Set(row, Column.Confidence, said.Confidence);
        Set(row, Column.Model, said.Model);
        Set(row, Column.Disagreement, facts.Disagreement);
        if (facts.Labels.Count > 0)
        {
            row[Column.Labels] = WriteLabels([.. facts.Labels.Select(label => label.Label!)]);
        }

        if (facts.Labels.Count > 1)
        {
            row[Column.ManyLabels] = true;
        }
    }

    /// <summary>Tells whether <see cref="Write"/> would write something else.</summary>
    /// <returns><see cref="DigestLength"/> hex digits.</returns>
    public static string Digest(ItemFacts facts, Said said)
    {
        var text = new StringBuilder($"{facts.Item.Name}\n{facts.Item.Pack}\n{facts.Item.State}\n{facts.Item.Split}\n{said}");
        if (facts.Disagreement is { } disagreement)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{disagreement:R}");
        }

        foreach (var label in facts.Labels)
        {
            text.Append('\n').Append(label.Label);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, DigestLength / 2));
    }

    /// <summary>Reads a row of Index, whose key ends in the item's id (and a model), or of Items, whose key is the id.</summary>
    public static ItemSummary Read(TableEntity row) => new()
    {
        Id = row.RowKey.Split('|') is [_, var id, ..] ? id : row.RowKey,
        Pack = row.GetString(Column.Pack),
        Name = row.GetString(Column.Name),
        Label = row.GetString(Column.Label),
        Text = row.GetString(Column.Text),
        Confidence = row.GetDouble(Column.Confidence),
        Model = row.GetString(Column.Model),
        Disagreement = row.GetDouble(Column.Disagreement),
        Split = row.GetString(Column.Split),
        State = ItemStates.Parse(row.GetString(Column.State)),
    };

    public static ItemSummary Summarise(ItemFacts facts, Said said, string name) => new()
    {
        Id = facts.Item.Id,
        Pack = facts.Item.Pack,
        Name = name,
        Label = said.Label,
        Text = said.Text,
        Confidence = said.Confidence,
        Model = said.Model,
        Disagreement = facts.Disagreement,
        Split = facts.Item.Split,
        State = facts.Item.State,
    };

    public static string WriteLabels(IReadOnlyList<string> labels) => JsonSerializer.Serialize(labels, JsonSerializerOptions.Web);

    public static bool HasLabel(TableEntity row, string label) =>
        row.GetString(Column.Labels) is { } labels && JsonSerializer.Deserialize<string[]>(labels, JsonSerializerOptions.Web)!.Contains(label);

    private static void Set(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }
}

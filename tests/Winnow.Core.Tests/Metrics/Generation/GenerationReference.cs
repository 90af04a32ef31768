namespace Winnow.Core.Tests.Metrics.Generation;

/// <summary>tests/reference/generation.json: numbers of sacreBLEU, rouge_score, SQuAD's script and of the definition of pass@k.</summary>
internal sealed record GenerationReference(
    string Sacrebleu, GenerationReference.Corpus[] Corpora, System.Text.Json.JsonElement[][] Tokens, string[][] Squad, double[][] PassAtK)
{
    public static GenerationReference Load() => ReferenceJson.Load<GenerationReference>("generation");

    internal sealed record Corpus(
        Item[] Items, double Bleu, string BleuSignature, double Chrf, string ChrfSignature, double ChrfPlusPlus, string ChrfPlusPlusSignature);

    internal sealed record Item(
        string[] References, string Hypothesis, double[] Rouge, bool SquadExact, double SquadF1, double[] Bleu, double[] Chrf, double[] ChrfPlusPlus);
}

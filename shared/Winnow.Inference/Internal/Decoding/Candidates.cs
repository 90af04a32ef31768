using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Collects the boxes that a detector proposes for one image, and keeps those that stand.</summary>
internal sealed class Candidates(DetectionOutput card, IReadOnlyList<string> labels)
{
    /// <summary>Suppression compares each with each: more than this many of the best are not looked at.</summary>
    private const int MostCompared = 5000;

    private readonly List<Candidate> _found = [];
    private float _bestDropped;

    public double ScoreThreshold => card.ScoreThreshold;

    /// <summary>Takes a box that reaches the threshold; of the others, remembers the best score only.</summary>
    public void Add(in Candidate candidate)
    {
        var isBox = candidate.Right > candidate.Left && candidate.Bottom > candidate.Top;
        if (isBox && candidate.Score >= card.ScoreThreshold) _found.Add(candidate);
        else Drop(candidate.Score);
    }

    /// <summary>Remembers the score of a box that does not reach the threshold.</summary>
    public void Drop(float score) => _bestDropped = Math.Max(_bestDropped, score);

    /// <remarks>
    /// Greedy non-maximum suppression within each class: highest score first, of equals the one that came first. The confidence is the score of the least
    /// certain object; without objects, 1 − the best score that did not reach the threshold. What lies beside the image altogether is no object.
    /// </remarks>
    public InferenceResult ToResult(string id, ImagePlacement placement)
    {
        var kept = Suppress().ConvertAll(candidate => ToObject(candidate, placement)).FindAll(found => found.Box.Area > 0);
        return new()
        {
            Id = id,
            Confidence = Math.Clamp(kept.Count > 0 ? kept[^1].Score!.Value : 1 - _bestDropped, 0, 1),
            Detail = new() { Objects = kept },
        };
    }

    private LabelledObject ToObject(in Candidate candidate, ImagePlacement placement) => new()
    {
        Label = labels[candidate.Class],
        Box = placement.ToImage(candidate.Left, candidate.Top, candidate.Right, candidate.Bottom),
        Score = Math.Clamp(candidate.Score, 0, 1),
    };

    private List<Candidate> Suppress()
    {
        var kept = new List<Candidate>();
        // OrderBy is stable.
        foreach (var candidate in _found.OrderByDescending(candidate => candidate.Score).Take(MostCompared))
        {
            if (kept.Count == card.MaxObjects) break;
            if (!IsCovered(candidate, kept)) kept.Add(candidate);
        }

        return kept;
    }

    private bool IsCovered(in Candidate candidate, List<Candidate> kept)
    {
        foreach (var other in kept)
        {
            if (other.Class == candidate.Class && candidate.Overlap(other) > card.IouThreshold) return true;
        }

        return false;
    }
}

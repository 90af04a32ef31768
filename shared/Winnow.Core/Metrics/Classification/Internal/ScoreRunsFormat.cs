using System.Buffers.Binary;

namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Runs as blocks of bytes, small enough for one JSON string each.</summary>
/// <remarks>
/// A block is up to 65,536 runs: score (IEEE 754, 8 bytes, little-endian), positives and negatives (unsigned LEB128 each): 10 bytes for the
/// score of one item. Equal runs have equal blocks.
/// </remarks>
internal static class ScoreRunsFormat
{
    private const int RunsPerBlock = 65_536;
    private const int MaxRunBytes = sizeof(double) + 5 + 5;

    public static IReadOnlyList<byte[]> Write(ScoreRuns runs)
    {
        var blocks = new List<byte[]>();
        var buffer = new byte[Math.Min(RunsPerBlock, runs.Count) * MaxRunBytes];
        for (var start = 0; start < runs.Count; start += RunsPerBlock)
        {
            var length = 0;
            for (var i = start; i < Math.Min(runs.Count, start + RunsPerBlock); i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(length), runs.Scores[i]);
                length = WriteCount(buffer, length + sizeof(double), runs.Positives[i]);
                length = WriteCount(buffer, length, runs.Negatives[i]);
            }

            blocks.Add(buffer[..length]);
        }

        return blocks;
    }

    /// <exception cref="ArgumentException">The blocks are not what <see cref="Write"/> makes.</exception>
    public static ScoreRuns Read(IReadOnlyList<byte[]> blocks)
    {
        var builder = new ScoreRuns.Builder(blocks.Sum(block => block.Length) / (sizeof(double) + 2));
        var last = double.NegativeInfinity;
        foreach (var block in blocks)
        {
            for (var at = 0; at < block.Length;)
            {
                var score = at + sizeof(double) <= block.Length ? BinaryPrimitives.ReadDoubleLittleEndian(block.AsSpan(at)) : double.NaN;
                at += sizeof(double);
                var (positives, negatives) = (ReadCount(block, ref at), ReadCount(block, ref at));
                if (!double.IsFinite(score) || score <= last || (positives == 0 && negatives == 0))
                {
                    throw new ArgumentException($"A block of scores is damaged near byte {at}: score {score} after {last}.", nameof(blocks));
                }

                builder.Append(last = score, positives, negatives);
            }
        }

        return builder.ToRuns();
    }

    private static int WriteCount(byte[] buffer, int at, int count)
    {
        var rest = (uint)count;
        while (rest >= 0x80)
        {
            buffer[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[at++] = (byte)rest;
        return at;
    }

    private static int ReadCount(byte[] block, ref int at)
    {
        var (count, shift) = (0L, 0);
        while (at < block.Length && shift < 35)
        {
            var part = block[at++];
            count |= (long)(part & 0x7F) << shift;
            shift += 7;
            if (part < 0x80 && count <= int.MaxValue)
            {
                return (int)count;
            }
        }

        throw new ArgumentException($"A block of scores is damaged near byte {at}: a count does not end.", nameof(block));
    }
}

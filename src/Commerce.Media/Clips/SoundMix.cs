using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>The sound of a whole film in one piece: the clips one after the other, crossfaded where they overlap, over their bed.</summary>
internal static class SoundMix
{
    /// <summary>A name that any change of what is heard changes.</summary>
    internal static string Key(CutList list, CutPlan plan, IReadOnlyDictionary<string, string> hashes, string? bed)
    {
        var clips = plan.Spans.Select(span => new { Bytes = hashes[span.Cut.Source], span.First, span.Frames, span.Shared, span.Cut.Volume });
        var words = JsonSerializer.Serialize(new { HouseProfile.Version, clips, list.Fade, list.Loudness, bed, list.Bed?.Volume, list.Bed?.Ducks });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }

    internal static Task WriteAsync(CutList list, CutPlan plan, string target, FfmpegTools tools, CancellationToken cancellation) => NewFile.WriteAsync(target, async partial =>
    {
        var (inputs, graph) = Graph(list, plan);
        var level = "";
        if (list.Loudness is { } wanted)
        {
            var heard = await LoudnessMeter.OfAsync(inputs, graph, tools, cancellation);
            level = heard is { } found ? $",volume={FfmpegArguments.Number(wanted - found.Loudness)}dB,alimiter=limit=0.79:attack=2:release=60:level=0:asc=0" : "";
        }
        // The limiter looks ahead, so what it gives starts late and is brought back to its place.
        await FfmpegProcess.RunAsync(tools.Ffmpeg,
        [
            .. FfmpegArguments.Begin, .. inputs, "-filter_complex", $"{graph}{level},apad,atrim=end_sample={plan.Frames * HouseProfile.SamplesPerFrame}[out]", "-map", "[out]", "-vn",
            .. HouseProfile.SoundArguments, .. FfmpegArguments.Finish, FfmpegArguments.File(partial),
        ], FfmpegLimits.Encoding, null, cancellation);
    });

    /// <summary>Inputs and a graph that ends in the film's sound, not yet named.</summary>
    private static (List<string> Inputs, string Graph) Graph(CutList list, CutPlan plan)
    {
        var (inputs, graph) = (new List<string>(), new List<string>());
        for (var at = 0; at < plan.Spans.Count; at++)
        {
            AddClip(plan.Spans[at], at, inputs, graph);
            if (at > 0)
            {
                var join = plan.Spans[at].Shared is var shared and > 0 ? $"acrossfade=ns={shared * HouseProfile.SamplesPerFrame}:c1=tri:c2=tri" : "concat=n=2:v=0:a=1";
                graph.Add($"[{(at == 1 ? "c0" : $"j{at - 1}")}][c{at}]{join}[j{at}];");
            }
        }
        var voice = plan.Spans.Count == 1 ? "c0" : $"j{plan.Spans.Count - 1}";
        var length = HouseProfile.At(plan.Frames).TotalSeconds;
        if (list.Bed is { } bed)
        {
            AddBed(bed, voice, plan, inputs, graph);
            voice = "mixed";
        }
        var fade = Math.Min(list.Fade.TotalSeconds, length / 2);
        graph.Add($"[{voice}]" + (fade > 0
            ? $"afade=t=in:d={FfmpegArguments.Number(fade)},afade=t=out:st={FfmpegArguments.Number(length - fade)}:d={FfmpegArguments.Number(fade)}"
            : "anull"));
        return (inputs, string.Concat(graph));
    }

    private static void AddClip(CutSpan span, int at, List<string> inputs, List<string> graph)
    {
        var samples = span.Frames * HouseProfile.SamplesPerFrame;
        if (!span.Facts.HasAudio)
        {
            inputs.AddRange(["-f", "lavfi", "-i", "anullsrc=channel_layout=stereo:sample_rate=48000"]);
        }
        else
        {
            inputs.AddRange(FfmpegArguments.Clip(span.Cut.Source,
                "-ss", FfmpegArguments.Number(HouseProfile.At(span.First).TotalSeconds), "-t", FfmpegArguments.Number(HouseProfile.At(span.Frames).TotalSeconds + 0.1)));
        }
        graph.Add($"[{at}:a:0]{SoundShape.Filter},apad,atrim=end_sample={samples},asetpts=N/SR/TB,volume={FfmpegArguments.Number(Math.Clamp(span.Cut.Volume, 0, 4))}[c{at}];");
    }

    private static void AddBed(SoundBed bed, string voice, CutPlan plan, List<string> inputs, List<string> graph)
    {
        inputs.AddRange(FfmpegArguments.Input(SoundContainer.Demuxer(bed.Source), bed.Source, "-stream_loop", "-1"));
        graph.Add($"[{plan.Spans.Count}:a:0]{SoundShape.Filter},atrim=end_sample={plan.Frames * HouseProfile.SamplesPerFrame},asetpts=N/SR/TB,volume={FfmpegArguments.Number(Math.Clamp(bed.Volume, 0, 4))}[bed];");
        graph.Add(bed.Ducks
            ? $"[{voice}]asplit[said][key];[bed][key]sidechaincompress=threshold=0.02:ratio=8:attack=30:release=500[ducked];[said][ducked]"
            : $"[{voice}][bed]");
        graph.Add("amix=inputs=2:duration=first:normalize=0[mixed];");
    }
}

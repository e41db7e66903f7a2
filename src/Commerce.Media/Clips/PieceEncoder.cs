using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Encodes one piece of a film, without sound.</summary>
internal static class PieceEncoder
{
    internal static Task EncodeAsync(Piece piece, HouseProfile profile, string target, FfmpegProgress? progress, FfmpegTools tools, CancellationToken cancellation) =>
        NewFile.WriteAsync(target, async partial =>
        {
            using var room = new WorkRoom();
            var (inputs, graph) = (new List<string>(), new List<string>());
            var count = Add(piece.Part, profile, room, inputs, graph, 0, piece.Next is null ? "v" : "a");
            if (piece.Next is { } next)
            {
                Add(next, profile, room, inputs, graph, count, "b");
                graph.Add($"[a][b]xfade=transition={piece.Transition}:duration={FfmpegArguments.Number(HouseProfile.At(piece.Frames).TotalSeconds)}:offset=0,trim=end_frame={piece.Frames}[v]");
            }
            await FfmpegProcess.RunAsync(tools.Ffmpeg,
            [
                .. FfmpegArguments.Begin, .. progress is null ? [] : FfmpegProgress.Arguments, .. inputs, "-filter_complex", string.Concat(graph).TrimEnd(';'), "-map", "[v]", "-an",
                .. HouseProfile.VideoArguments, .. FfmpegArguments.Finish, FfmpegArguments.File(partial),
            ], FfmpegLimits.Encoding, null, cancellation, progress is null ? null : progress.Hear);
            ClipNormaliser.RequireFrames(partial, piece.Frames);
        });

    /// <summary>Adds a part's inputs and filters and gives the number of inputs then.</summary>
    private static int Add(PiecePart part, HouseProfile profile, WorkRoom room, List<string> inputs, List<string> graph, int input, string label)
    {
        inputs.AddRange(FfmpegArguments.Clip(part.Source,
            "-ss", FfmpegArguments.Number(HouseProfile.At(part.First).TotalSeconds), "-t", FfmpegArguments.Number(HouseProfile.At(part.Frames + 2).TotalSeconds)));
        graph.Add($"[{input++}:V:0]{profile.Filter(part.Facts, part.Frames)}");
        foreach (var text in part.Texts)
        {
            var picture = TextPicture.Draw(text.Text, text.Place, profile);
            var path = room.File("png");
            File.WriteAllBytes(path, picture.Png);
            inputs.AddRange(FfmpegArguments.Input("png_pipe", path));
            graph.Add($"[{label}{input}];[{input}:v]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[t{input}];[{label}{input}][t{input}]overlay=x={picture.Box.Left}:y={picture.Box.Top}:format=yuv420:enable='gte(n,{text.First})*lt(n,{text.Last})'");
            input++;
        }
        graph.Add($"[{label}];");
        return input;
    }
}

using Commerce.Media.Video;

namespace Commerce.Media.Clips;

/// <summary>Which frames of which clip each piece of a film holds.</summary>
/// <param name="Pieces">In their order.</param>
/// <param name="Spans">The clips.</param>
internal sealed record CutPlan(IReadOnlyList<Piece> Pieces, IReadOnlyList<CutSpan> Spans)
{
    private const int MostCuts = 100;
    private const int MostTexts = 40;

    internal int Frames => Pieces.Sum(piece => piece.Frames);

    /// <exception cref="MediaException"><c>clips-too-many</c>, <c>cut-outside</c>, <c>transition-unknown</c>, <c>transition-too-long</c>.</exception>
    internal static CutPlan Of(CutList list, IReadOnlyDictionary<string, VideoFacts> facts)
    {
        if (list.Cuts.Count is 0 or > MostCuts || list.Cuts.Any(cut => cut.Texts.Count > MostTexts))
        {
            throw new MediaException("clips-too-many", $"A film is made of 1 to {MostCuts} clips with at most {MostTexts} texts each.");
        }
        var spans = list.Cuts.Select((cut, at) => Span(cut, facts[cut.Source], isFirst: at == 0)).ToList();
        var (pieces, start) = (new List<Piece>(), 0);
        for (var at = 0; at < spans.Count; at++)
        {
            var (into, outOf) = (spans[at].Shared, at + 1 < spans.Count ? spans[at + 1].Shared : 0);
            if (into + outOf > spans[at].Frames)
            {
                throw new MediaException("transition-too-long", $"Clip {at + 1} is shorter than the passages at its ends. Make them shorter.");
            }
            if (into > 0)
            {
                var before = spans[at - 1];
                pieces.Add(new Piece(Part(list, before, before.Frames - into, into, start), Part(list, spans[at], 0, into, start), spans[at].Cut.Into!.Kind));
                start += into;
            }
            var body = spans[at].Frames - into - outOf;
            if (body > 0)
            {
                pieces.Add(new Piece(Part(list, spans[at], into, body, start)));
                start += body;
            }
        }
        return new CutPlan(pieces, spans);
    }

    private static CutSpan Span(Cut cut, VideoFacts facts, bool isFirst)
    {
        var all = ClipNormaliser.Frames(facts);
        var (first, end) = (HouseProfile.Frame(cut.From), cut.To is { } to ? HouseProfile.Frame(to) : all);
        if (first < 0 || end <= first || end > all)
        {
            throw new MediaException("cut-outside", "A cut lies outside its clip, or leaves nothing of it.");
        }
        if (cut.Into is { } into && !Transition.Kinds.Contains(into.Kind))
        {
            throw new MediaException("transition-unknown", "There is no passage of that name.");
        }
        return new CutSpan(cut, facts, first, end - first, isFirst || cut.Into is null ? 0 : Math.Max(1, HouseProfile.Frame(cut.Into.Length)));
    }

    /// <summary>Some frames of a clip with the words seen in them: its own by its time, captions by the film's.</summary>
    private static PiecePart Part(CutList list, CutSpan span, int skip, int frames, int start)
    {
        var own = span.Cut.Texts.Select(text =>
            new PlacedText(text.Text, text.Place, HouseProfile.Frame(text.From) - skip, (text.To is { } to ? HouseProfile.Frame(to) : span.Frames) - skip));
        var captions = list.Captions.Select(caption => new PlacedText(caption.Text, TextPlace.Bottom, HouseProfile.Frame(caption.Start) - start, HouseProfile.Frame(caption.End) - start));
        var seen = own.Concat(captions).Where(text => text.First < frames && text.Last > 0)
            .Select(text => text with { First = Math.Max(0, text.First), Last = Math.Min(frames, text.Last) });
        return new PiecePart(span.Cut.Source, span.Facts, span.First + skip, frames, [.. seen]);
    }
}

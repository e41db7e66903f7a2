namespace Commerce.Media.Video;

/// <summary>Paints a film's frames in order. Between two frames only what moved is painted; the rest is kept as it was.</summary>
internal sealed class FilmPainter(Film film)
{
    private static readonly RowColumns[] Everything = [_ => Columns.All];
    private readonly FilmPlanes[] planes = [new(film.Width, film.Height), new(film.Width, film.Height)];
    private Painting? before;
    private int frame;

    /// <summary>The next frame, which stays as it is while the one after it is painted.</summary>
    internal ReadOnlyMemory<byte> Next()
    {
        var painting = film.At(frame / (float)Film.FrameRate);
        var (now, last) = (planes[frame & 1], planes[(frame + 1) & 1]);
        now.Paint(painting, last, Changes(painting));
        before = painting;
        frame++;
        return now.Bytes;
    }

    private IReadOnlyList<RowColumns> Changes(Painting painting)
    {
        if (before is null)
        {
            return Everything;
        }
        var changes = new List<RowColumns>();
        painting.Compare(before, changes);
        return changes;
    }
}

using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class FilmPainterTests
{
    private FilmSource source = null!;

    [SetUp]
    public void Open() => source = new FilmSource();

    [TearDown]
    public void Close() => source.Delete();

    [TestCaseSource(nameof(StylesAndShapes))]
    public async Task Every_frame_is_the_one_that_would_be_painted_afresh(string style, int width, int height, int pictures)
    {
        var picture = source.Picture();
        var order = FilmSource.Order(style, width, height) with { MorePictures = [.. Enumerable.Repeat(picture, pictures - 1)], Offer = "Until Sunday" };
        var (film, _, _) = await VideoComposer.FilmAsync(picture, order, CancellationToken.None);
        var (painter, afresh) = (new FilmPainter(film), new FilmPlanes(width, height));
        for (var frame = 0; frame < film.Frames; frame++)
        {
            afresh.Paint(film.At(frame / (float)Film.FrameRate), afresh, [_ => Columns.All]);
            Assert.That(painter.Next().Span.SequenceEqual(afresh.Bytes), Is.True, $"frame {frame}");
        }
    }

    [Test]
    public async Task A_frame_stays_as_it_is_while_the_next_is_painted()
    {
        var (film, _, _) = await VideoComposer.FilmAsync(source.Picture(), FilmSource.Order("brand-film", 240, 240), CancellationToken.None);
        var painter = new FilmPainter(film);
        painter.Next();
        var shown = painter.Next();
        var kept = shown.ToArray();
        painter.Next();
        Assert.That(shown.Span.SequenceEqual(kept), Is.True);
    }

    private static IEnumerable<TestCaseData> StylesAndShapes() => VideoComposer.Styles.SelectMany(style => new[]
    {
        new TestCaseData(style, 244, 426, 1), new TestCaseData(style, 426, 240, 2), new TestCaseData(style, 240, 240, 3),
    });
}

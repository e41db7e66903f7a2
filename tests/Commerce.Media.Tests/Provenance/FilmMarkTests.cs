using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

public sealed class FilmMarkTests
{
    private string path = null!;

    [SetUp]
    public Task MakeAsync() => Marked.FilmAsync(path = Path.Combine(Path.GetTempPath(), $"film-{TestContext.CurrentContext.Test.ID}-{Environment.ProcessId}.mp4"));

    [TearDown]
    public void Remove() => File.Delete(path);

    [Test]
    public async Task Item34_Is_read_back_and_leaves_what_was_there_as_it_was()
    {
        var plain = await File.ReadAllBytesAsync(path);
        Assert.That(await ReadAsync(plain), Is.Null);
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        var marked = await File.ReadAllBytesAsync(path);
        Assert.That(await ReadAsync(marked), Is.EqualTo("trainedAlgorithmicMedia"));
        Assert.That(marked[..plain.Length], Is.EqualTo(plain));
    }

    [Test]
    public async Task An_origin_takes_the_place_of_an_older_mark_and_moves_nothing()
    {
        var plain = await File.ReadAllBytesAsync(path);
        await FilmMark.WriteAsync(path, SourceType.CompositeSynthetic, CancellationToken.None);
        await FilmMark.WriteAsync(path, Marked.Origin, CancellationToken.None);
        await using var film = File.OpenRead(path);
        Assert.That(await FilmMark.ReadOriginAsync(film, CancellationToken.None), Is.EqualTo(Marked.Origin));
        Assert.That(await FilmMark.ReadAsync(film, CancellationToken.None), Is.EqualTo(SourceType.TrainedModel));
        Assert.That((await File.ReadAllBytesAsync(path))[..plain.Length], Is.EqualTo(plain));
    }

    [Test]
    public async Task A_film_with_a_source_type_only_has_no_origin()
    {
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        await using var film = File.OpenRead(path);
        Assert.That(await FilmMark.ReadOriginAsync(film, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_file_that_is_cut_or_no_film_carries_none()
    {
        await FilmMark.WriteAsync(path, SourceType.TrainedModel, CancellationToken.None);
        var marked = await File.ReadAllBytesAsync(path);
        Assert.That(await ReadAsync(marked[..^1]), Is.Null);
        Assert.That(await ReadAsync([0, 0, 0, 1, .. "uuid"u8]), Is.Null);
        Assert.That(await ReadAsync([]), Is.Null);
    }

    private static async Task<string?> ReadAsync(byte[] film)
    {
        using var content = new MemoryStream(film);
        return await FilmMark.ReadAsync(content, CancellationToken.None);
    }
}

using Commerce.Generations;
using Commerce.Media.Video;
using Commerce.Tests.Infrastructure;

namespace Commerce.Tests.Generations;

public sealed class FilmFidelityTests
{
    private const int Side = 900;

    [Test]
    public async Task A_film_that_shows_the_product_scores_well_and_one_of_another_product_does_not()
    {
        using var workspace = Workspace.Create();
        var (product, other) = (TestPicture.Product(Side, seed: 3), TestPicture.Product(Side, seed: 8));
        var film = await FilmAsync(product, workspace);
        var (own, difference) = await FilmFidelity.ReadAsync(product, film, workspace, CancellationToken.None);
        var (foreign, _) = await FilmFidelity.ReadAsync(other, film, workspace, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(own, Is.GreaterThan(0.7));
            Assert.That(difference, Is.Not.Empty);
            Assert.That(foreign ?? 0, Is.LessThan(0.5));
        });
    }

    [Test]
    public async Task A_product_that_cannot_be_told_from_its_photo_gives_no_score()
    {
        using var workspace = Workspace.Create();
        var film = await FilmAsync(TestPicture.Product(Side, seed: 3), workspace);
        Assert.That(await FilmFidelity.ReadAsync(TestPicture.Scene(Side), film, workspace, CancellationToken.None), Is.EqualTo(((double?)null, (byte[]?)null)));
    }

    private static async Task<string> FilmAsync(byte[] product, Workspace workspace)
    {
        var source = workspace.PathOf("source.png");
        await File.WriteAllBytesAsync(source, product);
        var order = new VideoOrder("scene-integration", "Vase", null, null, [], 360, 640, Seed: 1) { Seconds = 6 };
        return (await VideoComposer.ComposeAsync(source, order, workspace.PathOf("film"))).Path;
    }
}

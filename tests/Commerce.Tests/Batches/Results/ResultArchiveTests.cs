using System.Security.Cryptography;
using System.Text;
using Commerce.Batches.Results;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Review;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Batches.Results;

[Category("Database")]
public sealed class ResultArchiveTests : CoreFixture
{
    [Test]
    public async Task CG05_every_result_is_in_the_archive_byte_for_byte_with_its_line_in_the_manifest()
    {
        var (store, batch) = await DeliverAsync(products: 2, copies: 2);
        var archive = await WriteAsync(store, batch);
        Assert.Multiple(() =>
        {
            Assert.That(archive.Files.Keys, Is.EquivalentTo(new[] { "product-1/studio-shot-1x1-1.png", "product-1/studio-shot-1x1-2.png", "product-2/studio-shot-1x1-1.png", "product-2/studio-shot-1x1-2.png" }));
            Assert.That(archive.Lines, Has.Count.EqualTo(4));
            foreach (var line in archive.Lines)
            {
                Assert.That(line["SHA-256"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(archive.Files[line["File"]]))));
                Assert.That(line["State of the file"], Is.EqualTo("included"));
                Assert.That((line["Style"], line["Credits"], line["Review"], line["Rating"], line["Width"]), Is.EqualTo(("studio-shot", "1", "pending", "", "64")));
            }
        });
    }

    [Test]
    public async Task CG05_approved_results_alone_keep_the_names_they_have_among_all()
    {
        var (store, batch) = await DeliverAsync(products: 1, copies: 3);
        var last = await ReadAsync(store.Id, context => context.Assets.OrderByDescending(asset => asset.Id).FirstAsync(asset => asset.BatchId == batch));
        await ReadAsync(store.Id, context => context.Assets.Where(asset => asset.Id == last.Id).ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Approved)));
        var all = await WriteAsync(store, batch);
        var approved = await WriteAsync(store, batch, ResultFilter.Approved);
        var name = all.Lines.Single(line => line["Review"] == "approved")["File"];
        Assert.That(approved.Files.Keys, Is.EqualTo(new[] { name }));
        Assert.That(approved.Lines.Select(line => line["File"]), Is.EqualTo(new[] { name }));
    }

    [Test]
    public async Task CG05_a_missing_or_altered_file_is_said_in_the_manifest_and_breaks_nothing()
    {
        var (store, batch) = await DeliverAsync(products: 3, copies: 1);
        var keys = await ReadAsync(store.Id, context => context.Assets.Where(asset => asset.BatchId == batch).OrderBy(asset => asset.ProductId).Select(asset => asset.ObjectKey).ToListAsync());
        var objects = Services.GetRequiredService<IObjectStore>();
        await objects.DeleteAsync(keys[0], CancellationToken.None);
        await objects.PutAsync(keys[1], new MemoryStream([1, 2, 3]), "image/png", CancellationToken.None);
        var archive = await WriteAsync(store, batch);
        Assert.That(archive.Files, Has.Count.EqualTo(2));
        Assert.That(archive.Lines.Select(line => line["State of the file"]), Is.EquivalentTo(new[] { "missing", "different", "included" }));
    }

    [Test]
    public async Task CG05_captions_lie_beside_their_video_under_its_name_and_in_its_line()
    {
        var (store, batch) = await DeliverAsync(products: 1, copies: 2);
        var asset = await ReadAsync(store.Id, context => context.Assets.Where(row => row.BatchId == batch).OrderBy(row => row.Id).FirstAsync());
        var objects = Services.GetRequiredService<IObjectStore>();
        foreach (var ending in new[] { ".vtt", ".srt" })
        {
            await objects.PutAsync(asset.ObjectKey + ending, new MemoryStream(Encoding.UTF8.GetBytes($"words {ending}")), "text/plain", CancellationToken.None);
        }

        await ReadAsync(store.Id, context => context.Assets.Where(row => row.Id == asset.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.CaptionsKey, asset.ObjectKey + ".vtt")));
        var archive = await WriteAsync(store, batch);
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(archive.Files["product-1/studio-shot-1x1-1.vtt"]), Is.EqualTo("words .vtt"));
            Assert.That(Encoding.UTF8.GetString(archive.Files["product-1/studio-shot-1x1-1.srt"]), Is.EqualTo("words .srt"));
            Assert.That(archive.Lines.Select(line => line["Captions"]), Is.EquivalentTo(new[] { "product-1/studio-shot-1x1-1.vtt, product-1/studio-shot-1x1-1.srt", "" }));
        });
    }

    [Test]
    public async Task CG05_the_manifest_tells_the_average_of_the_ratings()
    {
        var (store, batch) = await DeliverAsync(products: 1, copies: 1);
        var asset = await ReadAsync(store.Id, context => context.Assets.Where(row => row.BatchId == batch).Select(row => row.Id).SingleAsync());
        foreach (var (stars, person) in new[] { (5, "one"), (2, "two") })
        {
            await Work.RunAsync(store.Id, services => ActivatorUtilities.CreateInstance<Ratings>(services).RateAsync(asset, stars, person, CancellationToken.None));
        }

        Assert.That((await WriteAsync(store, batch)).Lines.Single()["Rating"], Is.EqualTo("3.5"));
    }

    [Test]
    public async Task CG05_who_stops_listening_stops_the_work()
    {
        var (store, batch) = await DeliverAsync(products: 2, copies: 2);
        using var gone = new CancellationTokenSource();
        var target = new WaitingOnly(_ => gone.CancelAsync());
        Assert.That(
            () => Work.RunAsync(store.Id, services => services.GetRequiredService<ResultArchive>().WriteAsync(target, batch, ResultFilter.All, gone.Token)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(target.Kept.Length, Is.LessThan(1000), "one write, and no end of an archive");
    }

    [Test]
    public async Task CG05_another_stores_batch_is_an_empty_archive()
    {
        var (_, batch) = await DeliverAsync(products: 1, copies: 1);
        var stranger = await AddStoreAsync();
        Assert.That((await WriteAsync(stranger, batch)).Files, Is.Empty);
    }

    [Test]
    public async Task CG05_more_files_than_a_plain_ZIP_can_count_are_all_there()
    {
        const int Many = 66_000;
        var (store, batch) = await DeliverAsync(products: 1, copies: 1);
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var fill = owner.CreateCommand($"""
            insert into generations (store_id, id, batch_id, row_number, product_id, source_image_id, kind, style, provider, model, width, height, seed, request_hash, credits, state, created_at)
            select store_id, gen_random_uuid(), batch_id, 1 + n, product_id, source_image_id, kind, style, provider, model, width, height, n, 'many-' || n, credits, state, created_at
            from generations, generate_series(1, {Many - 1}) n where batch_id = '{batch}';
            insert into assets (store_id, id, generation_id, batch_id, product_id, source_image_id, kind, style, object_key, thumbnail_key, sha256, bytes, mime_type, width, height, provider, model, prompt, seed, digital_source_type, created_at)
            select row.store_id, row.id, row.id, row.batch_id, row.product_id, row.source_image_id, row.kind, row.style, one.object_key, one.thumbnail_key, one.sha256, one.bytes, one.mime_type, row.width, row.height,
              row.provider, row.model, '', row.seed, one.digital_source_type, row.created_at
            from generations row join assets one on one.batch_id = row.batch_id and one.generation_id <> row.id where row.batch_id = '{batch}' and row.row_number > 1;
            """);
        // Filling is not what is tested; a busy machine may take its time.
        fill.CommandTimeout = 0;
        await fill.ExecuteNonQueryAsync();
        var archive = await WriteAsync(store, batch);
        Assert.That((archive.Files.Count, archive.Lines.Count), Is.EqualTo((Many, Many)));
    }

    private async Task<(TestStore Store, Guid Batch)> DeliverAsync(int products, int copies)
    {
        var store = await AddStoreAsync(products: products);
        var batch = await StartBatchAsync(store, copies);
        await DrainAsync(store.Id);
        return (store, batch);
    }

    private async Task<Manifested> WriteAsync(TestStore store, Guid batch, ResultFilter filter = ResultFilter.All)
    {
        var target = new WaitingOnly();
        await Work.RunAsync(store.Id, services => services.GetRequiredService<ResultArchive>().WriteAsync(target, batch, filter, CancellationToken.None));
        return Manifested.Read(target.Kept);
    }
}

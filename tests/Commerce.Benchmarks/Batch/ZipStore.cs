using System.Security.Cryptography;
using Commerce.Benchmarks.Shopify;
using Commerce.Library.Storage;
using Npgsql;

namespace Commerce.Benchmarks.Batch;

/// <summary>A store with batches of delivered pictures whose files really lie in the object store.</summary>
internal sealed class ZipStore(NpgsqlDataSource owner, string folder, TimeProvider time)
{
    public const int PictureBytes = 1024 * 1024;

    private const string Domain = "zip-bench.myshopify.com";
    private const int PerProduct = 4;

    public Guid StoreId { get; private set; }

    public async Task CreateAsync(string connection, CancellationToken ct)
    {
        await StoreRows.AddAsync(connection, [Domain], time.GetUtcNow(), ct);
        await using var find = owner.CreateCommand("select store_id from store_directory where shop_domain = $1");
        find.Parameters.AddWithValue(Domain);
        StoreId = (Guid)(await find.ExecuteScalarAsync(ct))!;
    }

    /// <summary>A finished batch of so many pictures of random bytes.</summary>
    public async Task<Guid> AddBatchAsync(int pictures, CancellationToken ct)
    {
        var batchId = Guid.CreateVersion7(time.GetUtcNow());
        var store = new LocalObjectStore(folder, time);
        var keys = Enumerable.Range(1, pictures).Select(number => $"stores/{StoreId}/assets/{batchId}-{number}.png").ToArray();
        var hashes = new string[pictures];
        for (var number = 0; number < pictures; number++)
        {
            var bytes = RandomNumberGenerator.GetBytes(PictureBytes);
            hashes[number] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            using var content = new MemoryStream(bytes);
            await store.PutAsync(keys[number], content, "image/png", ct);
        }

        await FillAsync(batchId, keys, hashes, ct);
        return batchId;
    }

    private async Task FillAsync(Guid batchId, string[] keys, string[] hashes, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await RunAsync(connection, "create temp table zip_rows (id uuid, number integer, key text, sha256 text, product integer)", ct);
        await RunAsync(
            connection,
            $"insert into zip_rows select gen_random_uuid(), number, key, sha256, number / {PerProduct} from unnest($1::text[], $2::text[]) with ordinality file (key, sha256, number)",
            ct, keys, hashes);
        await RunAsync(connection, $"""
            with recipe as (
              insert into recipes (store_id, id, version, name, content, content_hash, created_by, created_at)
              values ('{StoreId}', gen_random_uuid(), 1, 'Bench', '{"{}"}', '{batchId}', 'bench', now()) returning id
            ), hold as (
              insert into holds (store_id, id, batch_id, amount, captured, created_at) values ('{StoreId}', gen_random_uuid(), '{batchId}', {keys.Length}, {keys.Length}, now()) returning id
            )
            insert into batches (store_id, id, name, recipe_id, state, row_count, hold_id, request_key, created_by, created_at, finished_at)
            select '{StoreId}', '{batchId}', 'Bench', recipe.id, 'done', {keys.Length}, hold.id, '{batchId}', 'bench', now(), now() from recipe, hold;

            create temp table zip_products as select product, gen_random_uuid() as id, gen_random_uuid() as image from zip_rows group by product;
            insert into products (store_id, id, shopify_id, handle, title, updated_at, synced_at)
            select '{StoreId}', id, 'product-' || id, 'product-' || product, 'Product ' || product, now(), now() from zip_products;
            insert into source_images (store_id, id, product_id, shopify_id, position, url) select '{StoreId}', image, id, 'image-' || image, 1, 'https://cdn.shopify.com/a.jpg' from zip_products;
            insert into generations (store_id, id, batch_id, row_number, product_id, source_image_id, kind, style, provider, model, width, height, seed, request_hash, credits, state, created_at, ended_at)
            select '{StoreId}', row.id, '{batchId}', number, p.id, p.image, 'image', 'studio-shot', 'local', 'local', 2048, 2048, 1, 'bench-' || row.id, 1, 'done', now(), now() from zip_rows row join zip_products p using (product);
            insert into assets (store_id, id, generation_id, batch_id, product_id, source_image_id, kind, style, object_key, thumbnail_key, sha256, bytes, mime_type, width, height, provider, model, prompt, seed, digital_source_type, created_at)
            select '{StoreId}', gen_random_uuid(), row.id, '{batchId}', p.id, p.image, 'image', 'studio-shot', row.key, row.key, row.sha256, {PictureBytes}, 'image/png', 2048, 2048, 'local', 'local', 'A picture', 1, 'compositeSynthetic', now()
            from zip_rows row join zip_products p using (product);
            drop table zip_rows, zip_products;
            """, ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params IReadOnlyList<string[]> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}

using Commerce.Batches;
using Commerce.Data;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Benchmarks.Batch;

/// <summary>
/// A store with products and batches of queued rows, written by COPY: what accepting a batch leaves behind, without the
/// time accepting takes. No lane looks at the rows before somebody wakes the store.
/// </summary>
internal sealed class BenchStore
{
    public const string Provider = "bench";

    private const int RowsPerProduct = 10;
    private const int Large = 500;

    private readonly NpgsqlDataSource owner;
    private readonly TimeProvider time;
    private readonly List<(Guid Product, Guid Image)> products = [];
    private Guid recipe;

    private BenchStore(NpgsqlDataSource owner, TimeProvider time) => (this.owner, this.time, Id) = (owner, time, Guid.CreateVersion7(time.GetUtcNow()));

    public Guid Id { get; }

    public static async Task<BenchStore> AddAsync(NpgsqlDataSource owner, Waker waker, TimeProvider time, int mostRowsOfABatch, CancellationToken ct)
    {
        var store = new BenchStore(owner, time);
        await store.AddStoreAsync(ct);
        await waker.KeepAccessAsync(store.Id, ct);
        await store.AddProductsAsync(Math.Max(1, mostRowsOfABatch / RowsPerProduct), ct);
        return store;
    }

    /// <summary>Adds a batch whose rows are due now, with the hold that pays for them: all at once, or a worker would close a batch without rows.</summary>
    public async Task<Guid> AddBatchAsync(int rows, CancellationToken ct)
    {
        var (now, batch, hold) = (time.GetUtcNow(), NewId(), NewId());
        await using (var connection = await owner.OpenConnectionAsync(ct))
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await RunAsync(
                connection,
                """
                with grants as (
                  insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, note, created_at)
                  values ($1, gen_random_uuid(), 'grant', $2, $2, 0, 'grant:' || $3, 'Bench', $5)),
                reserved as (insert into holds (store_id, id, batch_id, amount, created_at) values ($1, $4, $3, $2, $5)),
                balance as (update balances set held = held + $2 where store_id = $1)
                insert into entries (store_id, id, kind, amount, available_change, held_change, business_key, hold_id, batch_id, note, created_at)
                values ($1, gen_random_uuid(), 'hold', $2, -$2, $2, 'hold:' || $3, $4, $3, 'Bench', $5)
                """, ct, Id, (long)rows, batch, hold, now);
            await RunAsync(
                connection,
                """
                insert into batches (store_id, id, name, recipe_id, state, row_count, hold_id, request_key, created_by, created_at)
                values ($1, $2, 'Bench', $3, 'running', $4, $5, $2::text, 'bench', $6)
                """, ct, Id, batch, recipe, rows, hold, now);
            await AddRowsAsync(connection, batch, rows, now, ct);
            await transaction.CommitAsync(ct);
        }

        if (rows >= Large)
        {
            // What the database does by itself within a minute of so many rows, and no measurement waits for.
            await RunAsync("vacuum (analyze) generations, generation_events, batches, products, source_images, assets, entries, holds, balances, store_directory", ct);
        }

        return batch;
    }

    /// <summary>When the only row of a batch was claimed; null while it was not.</summary>
    public async Task<DateTimeOffset?> StartedAsync(Guid batch, CancellationToken ct) =>
        await Frame.MeasuredServer.ReadAsync<object>(owner, "select coalesce(started_at, 'infinity') from generations where store_id = $1 and batch_id = $2", ct, Id, batch)
            is DateTime at && at < DateTime.MaxValue ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    /// <summary>Waits until no row is left to work on. What is held is what is open: one small row tells it, without a count that would take part in the measuring.</summary>
    public async Task EmptyAsync(CancellationToken ct)
    {
        while (await OpenAsync(ct) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, ct);
        }
    }

    /// <summary>Credits of rows that have not ended, which is how many rows there are of them: each costs one.</summary>
    public Task<long> OpenAsync(CancellationToken ct) => Frame.MeasuredServer.ReadAsync<long>(owner, "select held from balances where store_id = $1", ct, Id);

    private async Task AddStoreAsync(CancellationToken ct)
    {
        var (now, domain) = (time.GetUtcNow(), $"{Id:N}.myshopify.com");
        recipe = NewId();
        await RunAsync("insert into store_directory (store_id, shop_domain) values ($1, $2)", ct, Id, domain);
        await RunAsync("insert into stores (id, shop_domain, name, installed_at) values ($1, $2, 'Bench', $3)", ct, Id, domain, now);
        await RunAsync("insert into balances (store_id) values ($1)", ct, Id);
        await RunAsync(
            """
            insert into recipes (store_id, id, version, name, content, content_hash, created_by, created_at)
            values ($1, $2, 1, 'Bench', $3::jsonb, 'bench', 'bench', $4)
            """, ct, Id, recipe, JsonColumn.Write(new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null)), now);
    }

    private async Task AddProductsAsync(int count, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        products.AddRange(Enumerable.Range(0, count).Select(_ => (NewId(), NewId())));
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy products (store_id, id, shopify_id, handle, title, updated_at, synced_at) from stdin (format binary)", ct))
        {
            foreach (var (product, _) in products)
            {
                await RowAsync(copy, ct, Id, product, $"gid://shopify/Product/{product}", $"{product}", "A product", now, now);
            }

            await copy.CompleteAsync(ct);
        }

        await using var images = await connection.BeginBinaryImportAsync("copy source_images (store_id, id, product_id, shopify_id, position, url, object_key) from stdin (format binary)", ct);
        foreach (var (product, image) in products)
        {
            await RowAsync(images, ct, Id, image, product, $"gid://shopify/MediaImage/{image}", 1, "http://127.0.0.1:9/never-asked", BenchWorkers.SourceKey);
        }

        await images.CompleteAsync(ct);
    }

    private async Task AddRowsAsync(NpgsqlConnection connection, Guid batch, int rows, DateTimeOffset now, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy generations (store_id, id, batch_id, row_number, product_id, source_image_id, kind, style, provider, model, width, height,
              seed, request_hash, credits, state, due_at, created_at) from stdin (format binary)
            """, ct);
        for (var number = 1; number <= rows; number++)
        {
            var ((product, image), id) = (products[number % products.Count], NewId());
            await RowAsync(copy, ct, Id, id, batch, number, product, image, "image", "studio-shot", Provider, Provider, 64, 64, (long)number, $"{id:N}", 1, "queued", now, now);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task RowAsync(NpgsqlBinaryImporter copy, CancellationToken ct, params IReadOnlyList<object> values)
    {
        await copy.StartRowAsync(ct);
        foreach (var value in values)
        {
            await (value is DateTimeOffset ? copy.WriteAsync(value, NpgsqlDbType.TimestampTz, ct) : copy.WriteAsync(value, ct));
        }
    }

    private async Task RunAsync(string sql, CancellationToken ct, params IReadOnlyList<object> values)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await RunAsync(connection, sql, ct, values);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params IReadOnlyList<object> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}

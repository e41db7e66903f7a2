using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Commerce.Catalogue;

/// <summary>
/// Brings what the shop told into the catalogue by set, whatever order it was told in. A product known in a newer state stays
/// as it is, one removed since the reading began stays removed, and media that we published ourselves is no source: results
/// are never made from results.
/// </summary>
public sealed class CatalogueMerge(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>Merges the told table of the running transaction.</summary>
    /// <param name="readAt">When the reading began; what happened later is newer than what was told.</param>
    /// <param name="complete">Each product was told with all of its children: one that is missing is gone.</param>
    /// <param name="cancellationToken">Ends it; nothing is merged then.</param>
    /// <returns>Whether anything was known before.</returns>
    public async Task<bool> ApplyAsync(DateTimeOffset readAt, bool complete, CancellationToken cancellationToken)
    {
        // One merge of a store at a time, so that an empty catalogue stays empty until it is filled: nothing in it can be known
        // already, and nothing can be missing.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"catalogue {scope.StoreId}"}, 0))", cancellationToken);
        var known = await context.Products.AnyAsync(product => product.Origin == ProductOrigin.Shop, cancellationToken);
        await RunAsync("analyze told (kind, shopify_id, parent_id)", readAt, complete, cancellationToken);
        if (await context.Database.SqlQueryRaw<bool>(Doubtful).SingleAsync(cancellationToken))
        {
            await RunAsync(Twice, readAt, complete, cancellationToken);
        }

        var sql = known
            ? $"{Products}{KnownProducts}{Applied}{Variants}{KnownVariants};{Pictures}{KnownPictures};{Collections}{(complete ? Missing : string.Empty)}"
            : $"{Products}{Applied}{Variants};{Pictures};{Collections}";
        await RunAsync($"{sql}drop table applied;", readAt, complete, cancellationToken);
        return known;
    }

    /// <summary>Marks the products as removed that the whole shop's telling does not name.</summary>
    public Task RemoveUntoldAsync(DateTimeOffset readAt, CancellationToken cancellationToken) => RunAsync(Untold, readAt, true, cancellationToken);

    private async Task RunAsync(string sql, DateTimeOffset readAt, bool complete, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(sql, connection, (NpgsqlTransaction)context.Database.CurrentTransaction!.GetDbTransaction());
        // A merge of a million lines is one statement after the other, each longer than a page may take.
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("store", scope.StoreId);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("read", readAt);
        command.Parameters.AddWithValue("complete", complete);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // An export may name an object twice when it changes meanwhile; the last word counts. A variant has one product only, while
    // collections and our keys stand under many.
    private const string Twice =
        """
        delete from told using (
          select kind, shopify_id, case when kind = 'variant' then '' else coalesce(parent_id, '') end as parent, max(line) as line
          from told group by 1, 2, 3 having count(*) > 1) as twice
        where told.kind = twice.kind and told.shopify_id = twice.shopify_id and (told.kind = 'variant' or coalesce(told.parent_id, '') = twice.parent) and told.line < twice.line;
        """;

    // Hardly ever is anything told twice, and numbers made of the names say so in a third of the time.
    private const string Doubtful =
        """
        select exists (
          select from told
          group by hashtextextended(shopify_id, case when kind in ('collection', 'metafield') then hashtextextended(parent_id, 1) else 0 end)
          having count(*) > 1) as "Value"
        """;

    private const string Products =
        """

        create temp table applied (id uuid, shopify_id text) on commit drop;
        with merged as (
          insert into products as known (store_id, id, shopify_id, handle, title, description_html, vendor, product_type, status, tags, metafields, price_minor, compare_at_minor, media_count, updated_at, synced_at)
          select @store, told.id, told.shopify_id, told.handle, told.title, told.description_html, told.vendor, told.product_type, told.status, told.tags,
            coalesce(own.metafields, '{}'), price.minor, price.before, coalesce(gallery.size, 0), told.updated_at, @now
          from told
          left join (select parent_id, min(price_minor) as minor, (array_agg(compare_at_minor order by price_minor, position))[1] as before from told where kind = 'variant' group by 1) as price on price.parent_id = told.shopify_id
          left join (select parent_id, count(*) as size from told where kind in ('image', 'medium') group by 1) as gallery on gallery.parent_id = told.shopify_id
          left join (select parent_id, jsonb_object_agg(shopify_id, value) as metafields from told where kind = 'metafield' group by 1) as own on own.parent_id = told.shopify_id
          where told.kind = 'product'
        """;

    // What is added up over children that may be missing never falls.
    private const string KnownProducts =
        """

          on conflict (store_id, shopify_id) do update set
            handle = excluded.handle, title = excluded.title, description_html = excluded.description_html, vendor = excluded.vendor, product_type = excluded.product_type,
            status = excluded.status, tags = excluded.tags,
            metafields = case when @complete then excluded.metafields else known.metafields || excluded.metafields end,
            price_minor = case when @complete then excluded.price_minor else least(known.price_minor, excluded.price_minor) end,
            compare_at_minor = case when @complete or excluded.price_minor <= known.price_minor then excluded.compare_at_minor else known.compare_at_minor end,
            media_count = case when @complete then excluded.media_count else greatest(known.media_count, excluded.media_count) end,
            updated_at = excluded.updated_at, synced_at = excluded.synced_at, removed_at = null
          where known.updated_at <= excluded.updated_at and (known.removed_at is null or known.removed_at < @read)
        """;

    private const string Applied =
        """

          returning id, shopify_id)
        insert into applied select id, shopify_id from merged;
        analyze applied;

        """;

    private const string Variants =
        """
        insert into variants as known (store_id, id, product_id, shopify_id, title, sku, price_minor, position)
        select @store, told.id, applied.id, told.shopify_id, told.title, told.sku, told.price_minor, told.position
        from told join applied on applied.shopify_id = told.parent_id where told.kind = 'variant'
        """;

    private const string KnownVariants =
        """

        on conflict (store_id, shopify_id) do update set title = excluded.title, sku = excluded.sku, price_minor = excluded.price_minor, position = excluded.position
        where (known.title, known.sku, known.price_minor, known.position) is distinct from (excluded.title, excluded.sku, excluded.price_minor, excluded.position)
        """;

    private const string Pictures =
        """
        insert into source_images as known (store_id, id, product_id, shopify_id, position, url, alt, width, height)
        select @store, told.id, applied.id, told.shopify_id, row_number() over (partition by applied.id order by told.line), told.url, coalesce(told.alt, ''), told.width, told.height
        from told join applied on applied.shopify_id = told.parent_id
        where told.kind = 'image' and not exists (select from publication_items item where item.store_id = @store and item.file_id = told.shopify_id)
        """;

    private const string KnownPictures =
        """

        on conflict (store_id, product_id, shopify_id) do update set
          position = excluded.position, url = excluded.url, alt = excluded.alt, width = excluded.width, height = excluded.height, removed_at = null
        where known.removed_at is not null
          or (known.position, known.url, known.alt, known.width, known.height) is distinct from (excluded.position, excluded.url, excluded.alt, excluded.width, excluded.height)
        """;

    private const string Collections =
        """
        insert into collections as known (store_id, id, shopify_id, handle, title)
        select distinct on (told.shopify_id) @store, told.id, told.shopify_id, told.handle, told.title from told where told.kind = 'collection' order by told.shopify_id, told.line desc
        on conflict (store_id, shopify_id) do update set handle = excluded.handle, title = excluded.title
        where (known.handle, known.title) is distinct from (excluded.handle, excluded.title);
        insert into product_collections (store_id, product_id, collection_id)
        select @store, applied.id, collections.id from told
        join applied on applied.shopify_id = told.parent_id
        join collections on collections.store_id = @store and collections.shopify_id = told.shopify_id
        where told.kind = 'collection'
        on conflict do nothing;
        """;

    // A medium published before the reading began and not told was taken out by another hand. It may be put back by hand too.
    private const string Missing =
        """
        delete from variants using applied
        where variants.store_id = @store and variants.product_id = applied.id
          and not exists (select from told where told.kind = 'variant' and told.shopify_id = variants.shopify_id);
        update source_images set removed_at = @now from applied
        where source_images.store_id = @store and source_images.product_id = applied.id and source_images.removed_at is null
          and not exists (
            select from told where told.kind = 'image' and told.parent_id = applied.shopify_id and told.shopify_id = source_images.shopify_id
              and not exists (select from publication_items item where item.store_id = @store and item.file_id = told.shopify_id));
        delete from product_collections using applied, collections
        where product_collections.store_id = @store and product_collections.product_id = applied.id
          and collections.store_id = @store and collections.id = product_collections.collection_id
          and not exists (select from told where told.kind = 'collection' and told.parent_id = applied.shopify_id and told.shopify_id = collections.shopify_id);
        update publication_items item set
          gone_at = case when item.gone_at is null then @now end,
          message = case when item.gone_at is null then 'It was taken out of the gallery in the shop.' end
        from publications, applied
        where item.store_id = @store and publications.store_id = @store and publications.id = item.publication_id and publications.product_id = applied.id
          and publications.state = 'published' and publications.published_at < @read and item.state = 'verified' and item.file_id is not null
          and (item.gone_at is null) = not exists (
            select from told where told.kind in ('image', 'medium') and told.parent_id = applied.shopify_id and told.shopify_id = item.file_id);
        """;

    // What was heard of since the reading began may be younger than the reading.
    private const string Untold =
        """
        update products set removed_at = @now
        where store_id = @store and origin = 'shop' and removed_at is null and synced_at < @read
          and not exists (select from told where told.kind = 'product' and told.shopify_id = products.shopify_id);
        """;
}

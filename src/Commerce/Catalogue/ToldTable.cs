using Commerce.Catalogue.Loads;
using Commerce.Data;
using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Products;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Catalogue;

/// <summary>
/// What the shop told, one row per object, in a table of this transaction alone: filled by COPY, merged by set. COPY cannot
/// write to a table behind the wall, so the rows go from here to the store's own tables by statements that the wall sees.
/// </summary>
public sealed class ToldTable(CommerceContext context, TimeProvider time)
{
    /// <summary>The columns in the order they are copied.</summary>
    public const string Columns =
        "line, kind, id, shopify_id, parent_id, handle, title, description_html, vendor, product_type, status, tags, updated_at, sku, price_minor, compare_at_minor, position, url, alt, width, height, value";

    private const string Create =
        """
        create temp table told (
          line bigint, kind text, id uuid, shopify_id text, parent_id text, handle text, title text, description_html text, vendor text, product_type text,
          status text, tags text[], updated_at timestamptz, sku text, price_minor bigint, compare_at_minor bigint, position integer, url text, alt text, width integer, height integer,
          value text) on commit drop
        """;

    private NpgsqlConnection Connection => (NpgsqlConnection)context.Database.GetDbConnection();

    /// <summary>Opens the table for rows; needs a transaction, with which it ends. <see cref="ToldRows.CompleteAsync"/> keeps what was added.</summary>
    /// <param name="firstLine">Number of the first row.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public async Task<ToldRows> OpenAsync(long firstLine, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync(Create, cancellationToken);
        return new ToldRows(new BinaryCopy(await Connection.BeginRawBinaryCopyAsync($"copy told ({Columns}) from stdin (format binary)", cancellationToken)), firstLine, time);
    }

    /// <summary>Takes the lines of a load over.</summary>
    /// <returns>How many there are.</returns>
    public async Task<long> FillAsync(CatalogueLoad load, CancellationToken cancellationToken)
    {
        // Joins and sorts of a million lines are to come.
        await context.Database.ExecuteSqlRawAsync($"set local work_mem = '96MB'; {Create}", cancellationToken);
        return await context.Database.ExecuteSqlRawAsync(
            $"insert into told ({Columns}) select {Columns} from catalogue_lines where store_id = {{0}} and load_id = {{1}}", [load.StoreId, load.Id], cancellationToken);
    }

    /// <summary>Writes products as read page by page.</summary>
    public async Task FillAsync(IEnumerable<ShopProduct> products, CancellationToken cancellationToken)
    {
        await using var rows = await OpenAsync(1, cancellationToken);
        foreach (var product in products)
        {
            await rows.AddAsync(new BulkProduct(product), cancellationToken);
            foreach (var variant in product.Variants)
            {
                await rows.AddAsync(new BulkVariant(product.Id, variant), cancellationToken);
            }

            foreach (var medium in product.Media)
            {
                await rows.AddAsync(new BulkMedia(product.Id, medium), cancellationToken);
            }

            foreach (var collection in product.Collections)
            {
                await rows.AddAsync(new BulkCollection(product.Id, collection), cancellationToken);
            }

            foreach (var metafield in product.Metafields)
            {
                await rows.AddAsync(new BulkMetafield(product.Id, metafield), cancellationToken);
            }
        }

        await rows.CompleteAsync(cancellationToken);
    }
}

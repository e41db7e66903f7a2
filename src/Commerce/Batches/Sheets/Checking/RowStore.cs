using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>
/// Writes a part of a sheet: products and pictures that only the sheet knows, its rows, their errors, and how far the check
/// is, all in one transaction. A worker that dies leaves whole parts, and one that was overtaken writes nothing.
/// </summary>
internal sealed class RowStore(CommerceContext context, StoreScope scope, TimeProvider time)
{
    private const string Products =
        """
        insert into products as known (store_id, id, shopify_id, handle, title, description_html, status, updated_at, synced_at, origin)
        select @store, id, key, handle, title, description, 'active', @now, @now, 'sheet' from unnest(@ids, @keys, @handles, @titles, @descriptions) as told (id, key, handle, title, description)
        on conflict (store_id, shopify_id) do update set description_html = excluded.description_html, updated_at = excluded.updated_at
        where known.description_html is distinct from excluded.description_html
        """;

    // A sheet's picture of a product of the shop is no part of its gallery, as one that was taken out of it.
    private const string Pictures =
        """
        insert into source_images (store_id, id, product_id, shopify_id, position, url, object_key, sha256, width, height, removed_at)
        select @store, id, product_id, key, 1, url, object_key, sha256, width, height, case when outside then @now end
        from unnest(@images, @products, @imageKeys, @urls, @objectKeys, @hashes, @widths, @heights, @outside)
          as told (id, product_id, key, url, object_key, sha256, width, height, outside)
        on conflict (store_id, product_id, shopify_id) do nothing
        """;

    private const string Rows =
        """
        insert into sheet_rows (store_id, id, sheet_id, row_number, line, cells, good, product_id, source_image_id, style, prompt, ratio, copies, copy, language)
        select @store, id, @sheet, number, line, cells, good, product_id, source_image_id, style, prompt, ratio, copies, copy, language
        from unnest(@ids, @numbers, @lines, @cells, @good, @products, @sources, @styles, @prompts, @ratios, @copies, @named, @languages)
          as told (id, number, line, cells, good, product_id, source_image_id, style, prompt, ratio, copies, copy, language)
        """;

    private const string Errors =
        """
        insert into sheet_errors (store_id, sheet_id, row_number, number, column_name, code, message, fix)
        select @store, @sheet, row_number, number, column_name, code, message, fix
        from unnest(@rows, @numbers, @columns, @codes, @messages, @fixes) as told (row_number, number, column_name, code, message, fix)
        """;

    /// <summary>Writes rows that follow those written before.</summary>
    /// <param name="linesRead">Lines read when these rows are written.</param>
    /// <returns>False when another worker or a newer upload has gone on; nothing is written then.</returns>
    public async Task<bool> WriteAsync(Sheet sheet, IReadOnlyList<TypedRow> rows, int linesRead, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (good, bad, now) = (rows.Count(row => row.Good), rows.Count(row => !row.Good), time.GetUtcNow());
        var taken = await context.Sheets.Where(row => row.Id == sheet.Id && row.ObjectKey == sheet.ObjectKey && row.LinesRead == sheet.LinesRead && row.State == SheetState.Checking)
            .ExecuteUpdateAsync(row => row
                .SetProperty(one => one.LinesRead, linesRead).SetProperty(one => one.UpdatedAt, now)
                .SetProperty(one => one.GoodCount, one => one.GoodCount + good).SetProperty(one => one.BadCount, one => one.BadCount + bad), cancellationToken);
        if (taken == 0)
            return false;
        await WriteProductsAsync(rows, now, cancellationToken);
        await WriteRowsAsync(sheet, rows, now, cancellationToken);
        await WriteErrorsAsync(sheet, rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        (sheet.LinesRead, sheet.GoodCount, sheet.BadCount) = (linesRead, sheet.GoodCount + good, sheet.BadCount + bad);
        return true;
    }

    private async Task WriteProductsAsync(IReadOnlyList<TypedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (told, brought) = (new Dictionary<Guid, SheetProduct>(), new Dictionary<Guid, BroughtPicture>());
        foreach (var row in rows)
            if (row is { Good: true, Picture: { } picture })
            {
                if (row.ProductId is { } known)
                    row.SourceImageId = Keep(BroughtPicture.Of(scope.StoreId, known, picture));
                else
                {
                    var product = SheetProduct.Of(scope.StoreId, row.Name, row.Description, picture);
                    told[product.Id] = product;
                    (row.ProductId, row.SourceImageId) = (product.Id, Keep(product.Picture));
                }
            }
        // Always in one order: two sheets that bring the same products along never wait for each other.
        await WriteAsync([.. told.Values.OrderBy(product => product.Id)], now, cancellationToken);
        await WriteAsync([.. brought.Values.OrderBy(picture => picture.Id)], now, cancellationToken);

        Guid Keep(BroughtPicture picture)
        {
            brought[picture.Id] = picture;
            return picture.Id;
        }
    }

    private async Task WriteAsync(IReadOnlyList<SheetProduct> products, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
            return;
        await using var command = Command(Products);
        command.Parameters.AddWithValue("now", now);
        Add(command, "ids", NpgsqlDbType.Uuid, products, product => product.Id);
        Add(command, "keys", NpgsqlDbType.Text, products, product => product.Key);
        Add(command, "handles", NpgsqlDbType.Text, products, product => product.Handle);
        Add(command, "titles", NpgsqlDbType.Text, products, product => product.Name);
        Add(command, "descriptions", NpgsqlDbType.Text, products, product => product.Description);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteAsync(IReadOnlyList<BroughtPicture> pictures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (pictures.Count == 0)
            return;
        await using var command = Command(Pictures);
        command.Parameters.AddWithValue("now", now);
        Add(command, "images", NpgsqlDbType.Uuid, pictures, picture => picture.Id);
        Add(command, "products", NpgsqlDbType.Uuid, pictures, picture => picture.ProductId);
        Add(command, "imageKeys", NpgsqlDbType.Text, pictures, picture => picture.Key);
        Add(command, "urls", NpgsqlDbType.Text, pictures, picture => picture.Content.Url);
        Add(command, "objectKeys", NpgsqlDbType.Text, pictures, picture => picture.Content.ObjectKey);
        Add(command, "hashes", NpgsqlDbType.Text, pictures, picture => picture.Content.Sha256);
        Add(command, "widths", NpgsqlDbType.Integer, pictures, picture => picture.Content.Width);
        Add(command, "heights", NpgsqlDbType.Integer, pictures, picture => picture.Content.Height);
        Add(command, "outside", NpgsqlDbType.Boolean, pictures, picture => picture.OfShop);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteRowsAsync(Sheet sheet, IReadOnlyList<TypedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = sheet.GoodCount + sheet.BadCount + 1;
        await using var command = Command(Rows);
        command.Parameters.AddWithValue("sheet", sheet.Id);
        Add(command, "ids", NpgsqlDbType.Uuid, rows, _ => Guid.CreateVersion7(now));
        Add(command, "numbers", NpgsqlDbType.Integer, [.. rows.Select((_, index) => first + index)], number => number);
        Add(command, "lines", NpgsqlDbType.Integer, rows, row => row.Line);
        Add(command, "cells", NpgsqlDbType.Jsonb, rows, row => JsonColumn.Write(row.Cells));
        Add(command, "good", NpgsqlDbType.Boolean, rows, row => row.Good);
        Add(command, "products", NpgsqlDbType.Uuid, rows, row => row.Good ? row.ProductId : null);
        Add(command, "sources", NpgsqlDbType.Uuid, rows, row => row.Good ? row.SourceImageId : null);
        Add(command, "styles", NpgsqlDbType.Text, rows, row => row.Style);
        Add(command, "prompts", NpgsqlDbType.Text, rows, row => row.Prompt);
        Add(command, "ratios", NpgsqlDbType.Text, rows, row => row.Ratio);
        Add(command, "copies", NpgsqlDbType.Integer, rows, row => row.Copies);
        Add(command, "named", NpgsqlDbType.Integer, rows, row => row.Copy);
        Add(command, "languages", NpgsqlDbType.Text, rows, row => row.Language);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteErrorsAsync(Sheet sheet, IReadOnlyList<TypedRow> rows, CancellationToken cancellationToken)
    {
        var first = sheet.GoodCount + sheet.BadCount + 1;
        var errors = rows.SelectMany((row, index) => row.Errors.Select((error, number) => (Row: first + index, Number: number + 1, Error: error))).ToList();
        if (errors.Count == 0)
            return;
        await using var command = Command(Errors);
        command.Parameters.AddWithValue("sheet", sheet.Id);
        Add(command, "rows", NpgsqlDbType.Integer, errors, one => one.Row);
        Add(command, "numbers", NpgsqlDbType.Integer, errors, one => one.Number);
        Add(command, "columns", NpgsqlDbType.Text, errors, one => one.Error.Column);
        Add(command, "codes", NpgsqlDbType.Text, errors, one => one.Error.Code);
        Add(command, "messages", NpgsqlDbType.Text, errors, one => one.Error.Message);
        Add(command, "fixes", NpgsqlDbType.Text, errors, one => one.Error.Fix);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction)context.Database.CurrentTransaction!.GetDbTransaction());
        command.Parameters.AddWithValue("store", scope.StoreId);
        return command;
    }

    private static void Add<TRow, TValue>(NpgsqlCommand command, string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = rows.Select(value).ToArray() });
}

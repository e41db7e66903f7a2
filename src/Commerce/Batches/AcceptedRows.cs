using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Batches;

/// <summary>What a batch will hold.</summary>
public sealed record AcceptedSum(int Rows, int Reused, long Credits);

/// <summary>
/// Writes a batch's rows inside the caller's transaction: first worked out and counted, then, once the credits are held,
/// written as they were counted. Rows that an earlier result serves are born done, with an asset of their own over the same bytes.
/// </summary>
public sealed class AcceptedRows(CommerceContext context, StoreScope scope, PlannedRows rows)
{
    // 15 hexadecimal digits of the hash: the seed belongs to it.
    private const string Generations =
        """
        insert into generations (
          store_id, id, batch_id, row_number, product_id, source_image_id, kind, style, provider, model, width, height, seed, request_hash, order_hash, copy,
          reused_from, prompt, language, sheet_id, sheet_row, credits, state, due_at, created_at, started_at, ended_at, output_key, output)
        select @store, ordered_id(@now, r.row_number), @batch, r.row_number, r.product_id, r.source_image_id, r.kind, r.style, r.model, r.model, r.width, r.height,
               ('x' || left(r.request_hash, 15))::bit(60)::bigint, r.request_hash, r.order_hash, r.copy, r.reused_from, r.prompt, r.language, case when r.sheet_row is not null then @sheet end, r.sheet_row, r.credits,
               case when r.reused_from is null then 'queued' else 'done' end, case when r.reused_from is null then @due end, @now,
               case when r.reused_from is not null then @now end, case when r.reused_from is not null then @now end, g.output_key, g.output
        from accepted r left join generations g on g.store_id = @store and g.id = r.reused_from
        order by r.row_number
        """;

    private const string Assets =
        """
        insert into assets (
          store_id, id, generation_id, batch_id, product_id, source_image_id, kind, style, object_key, thumbnail_key, sha256, bytes, mime_type, width, height,
          duration_ms, provider, model, prompt, seed, brand_version, fidelity, held_back, difference_key, captions_key, checks, digital_source_type, created_at)
        select @store, ordered_id(@now, g.row_number), g.id, @batch, g.product_id, g.source_image_id, a.kind, a.style, a.object_key, a.thumbnail_key, a.sha256, a.bytes,
               a.mime_type, a.width, a.height, a.duration_ms, a.provider, a.model, a.prompt, a.seed, a.brand_version, a.fidelity,
               @least > 0 and (a.fidelity is null or a.fidelity * 100 < @least), a.difference_key, a.captions_key, a.checks, a.digital_source_type, @now
        from generations g join assets a on a.store_id = @store and a.generation_id = g.reused_from
        where g.store_id = @store and g.batch_id = @batch and g.reused_from is not null
        """;

    private const string Events =
        """
        insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
        select @store, ordered_id(@now, g.row_number), g.id, 'queued', 'done', 'Served by an earlier result, free', @now
        from generations g where g.store_id = @store and g.batch_id = @batch and g.reused_from is not null
        """;

    /// <summary>Works the rows out as they are now and counts them.</summary>
    public async Task<AcceptedSum> CountAsync(RowSource source, RecipeContent content, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync(PlannedRows.AcceptedTable, cancellationToken);
        var (sql, parameters) = rows.Accepting(source, content);
        await context.Database.ExecuteSqlRawAsync(sql, parameters, cancellationToken);
        return await context.Database.SqlQuery<AcceptedSum>(
            $"select count(*)::integer as \"Rows\", count(reused_from)::integer as \"Reused\", coalesce(sum(credits), 0)::bigint as \"Credits\" from accepted").SingleAsync(cancellationToken);
    }

    /// <summary>Writes what was counted, due at <paramref name="due"/>.</summary>
    public async Task WriteAsync(Guid batchId, RowSource source, RecipeContent content, AcceptedSum sum, DateTimeOffset now, DateTimeOffset due, CancellationToken cancellationToken)
    {
        foreach (var sql in sum.Reused > 0 ? (string[])[Generations, Assets, Events] : [Generations])
        {
            NpgsqlParameter[] parameters =
            [
                new("store", scope.StoreId),
                new("batch", batchId),
                new("now", now),
                new("due", due),
                new("least", content.LeastFidelity),
                new("sheet", NpgsqlDbType.Uuid) { Value = source is RowSource.Sheet(var sheet) ? sheet : DBNull.Value },
            ];
            await context.Database.ExecuteSqlRawAsync(sql, parameters, cancellationToken);
        }
    }
}

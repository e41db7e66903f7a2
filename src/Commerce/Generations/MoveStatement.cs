using Commerce.Credits;
using Commerce.Data;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Generations;

/// <summary>
/// The one statement that moves rows. Everything hangs on the guarded update: a row that it passes over gets no history, no
/// asset and no entry, and one that has ended is passed over whoever asks. Business keys name row and life, so one life is either captured or released and never both.
/// </summary>
internal static class MoveStatement
{
    public static readonly string Sql =
        $"""
        with move as (
          select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::timestamptz[], $10::boolean[], $11::text[],
                               $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::text[], $17::uuid[], $18::uuid[], $19::uuid[])
            as move(id, from_state, to_state, detail, owner, attempt, doubts, due_at, gives_back, task_id,
                    output, error_code, error_message, ended_at, settles, event_id, entry_id, asset_id)
        ), moved as (
          update generations g set
            state = move.to_state, attempt = move.attempt, doubts = move.doubts,
            due_at = case when move.to_state = 'queued' and batch.state = 'paused' then 'infinity' else move.due_at end,
            lease_owner = case when move.gives_back then null else g.lease_owner end,
            lease_until = case when move.gives_back then null else g.lease_until end,
            task_id = move.task_id, output = move.output::jsonb, output_key = move.output::jsonb ->> 'objectKey',
            error_code = move.error_code, error_message = move.error_message, ended_at = move.ended_at
          from move, batches batch
          where g.store_id = $1 and g.id = move.id and g.state = move.from_state and g.lease_owner is not distinct from move.owner and g.ended_at is null
            and batch.store_id = $1 and batch.id = g.batch_id
          returning g.*, move.from_state, move.to_state, move.detail, move.settles, move.event_id, move.entry_id, move.asset_id,
                    coalesce(g.hold_id, batch.hold_id) as settled_hold, batch.brand_version
        ), history as (
          insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
          select $1, event_id, id, from_state, to_state, detail, $20 from moved where detail <> ''
        ), asset as (
          insert into assets (store_id, id, generation_id, batch_id, product_id, source_image_id, kind, style, object_key, thumbnail_key, sha256, bytes,
                              mime_type, width, height, duration_ms, provider, model, prompt, seed, brand_version, fidelity, held_back, difference_key, captions_key, checks, digital_source_type, cost_micros, created_at)
          select $1, asset_id, id, batch_id, product_id, source_image_id, kind, style, output ->> 'objectKey', output ->> 'thumbnailKey', output ->> 'sha256',
                 (output ->> 'bytes')::bigint, output ->> 'mimeType', (output ->> 'width')::integer, (output ->> 'height')::integer,
                 (output ->> 'durationMs')::integer, provider, output ->> 'model', output ->> 'prompt', seed, brand_version,
                 (output ->> 'fidelity')::real, coalesce((output ->> 'heldBack')::boolean, false), output ->> 'differenceKey', output ->> 'captionsKey', nullif(output -> 'checks', 'null'), output ->> 'digitalSourceType', (output ->> 'costMicros')::bigint, $20
          from moved where to_state = 'done'
        ), {SettlementSql.Of("$1", "$20")}
        select id from moved
        """;

    public static IEnumerable<NpgsqlParameter> Parameters(Guid storeId, IReadOnlyList<RowMove> moves, DateTimeOffset now) =>
    [
        new() { Value = storeId },
        Each(NpgsqlDbType.Uuid, moves.Select(move => move.Row.Id)),
        Each(NpgsqlDbType.Text, moves.Select(move => EnumText.Of(move.From))),
        Each(NpgsqlDbType.Text, moves.Select(move => EnumText.Of(move.To))),
        Each(NpgsqlDbType.Text, moves.Select(move => move.Detail)),
        Each(NpgsqlDbType.Text, moves.Select(move => move.Owner)),
        Each(NpgsqlDbType.Integer, moves.Select(move => move.Attempt)),
        Each(NpgsqlDbType.Integer, moves.Select(move => move.Doubts)),
        Each(NpgsqlDbType.TimestampTz, moves.Select(move => move.DueAt)),
        Each(NpgsqlDbType.Boolean, moves.Select(move => move.GivesBack)),
        Each(NpgsqlDbType.Text, moves.Select(move => move.TaskId)),
        Each(NpgsqlDbType.Text, moves.Select(move => move.Output is null ? null : JsonColumn.Write(move.Output))),
        Each(NpgsqlDbType.Text, moves.Select(move => move.ErrorCode)),
        Each(NpgsqlDbType.Text, moves.Select(move => move.ErrorMessage)),
        Each(NpgsqlDbType.TimestampTz, moves.Select(move => move.EndedAt)),
        Each(NpgsqlDbType.Text, moves.Select(move => move.Settles is { } kind ? EnumText.Of(kind) : null)),
        .. Enumerable.Range(0, 3).Select(_ => Each(NpgsqlDbType.Uuid, moves.Select(_ => Guid.CreateVersion7(now)))),
        new() { Value = now },
    ];

    private static NpgsqlParameter Each<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}

using System.Collections.Concurrent;
using System.Data.Common;
using Commerce.Data;
using Commerce.Shopify;
using Commerce.Shopify.Admin;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Stores;

/// <summary>
/// One budget per shop in the database, for all processes. A reservation and its settlement are one statement each in one
/// round trip, so the row's lock ends before the call to Shopify begins. Time is the database's own: the one clock that
/// every process shares. A reserver that dies leaves its points spent; the refill and the next answers bring them back.
/// </summary>
public sealed partial class SharedShopBudgets(
    [FromKeyedServices(DataModule.Budgets)] NpgsqlDataSource source, TimeProvider time, ILogger<SharedShopBudgets> logger) : IShopBudgets
{
    // A waiting call looks again this often, for points that other calls gave back meanwhile.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    // Calls still open are counted in two periods of two minutes, longer than any wait and call together: what a dead
    // process left open is forgotten with its period. Of the periods only the newer can be behind the row's.
    private const string Now = "greatest(period, floor(extract(epoch from now()) / 120)::bigint)";
    private const string OpenNow = $"(case when period = {Now} then open_now else 0 end)";
    private const string OpenBefore = $"(case when period = {Now} then open_before when period = {Now} - 1 then open_now else 0 end)";

    // A full bucket takes no refill, and a call that was let go leaves it full until it arrives. So what flows in during
    // that time, a second's worth, is never counted on.
    private const string Counted = "size * 0.95";
    private const string Refilled = $"least({Counted}, level + rate * greatest(0, extract(epoch from clock_timestamp() - as_of)::double precision))";

    private const string OthersNow = $"greatest(0, {OpenNow} - case when $8 = {Now} then $9 else 0 end)";
    private const string OthersBefore = $"greatest(0, {OpenBefore} - case when $8 = {Now} - 1 then $9 else 0 end)";

    private readonly ConcurrentDictionary<ShopDomain, Guid> stores = new();

    public async Task<Reservation> ReserveAsync(ShopDomain shop, double points, CancellationToken ct)
    {
        if (await StoreOfAsync(shop, ct) is not { } storeId)
        {
            // A shop that is just being installed has no store yet: its first calls are few and find a full bucket.
            return new Reservation(shop, 0, 0, 0, 0);
        }

        var (reservation, wait) = await TakeAsync(shop, storeId, points, ct);
        while (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < Glance ? wait + Tick : Glance, time, ct);
            (reservation, wait) = await LookAsync(storeId, reservation, ct);
        }

        return reservation;
    }

    public async Task SettleAsync(Reservation reservation, double spent, ThrottleStatus? bucket, TimeSpan holdOff)
    {
        if (!stores.TryGetValue(reservation.Shop, out var storeId) || reservation.Place == 0)
        {
            return;
        }

        try
        {
            // least and greatest pass over what is null, so one statement serves every kind of answer. Shopify's own count
            // is never exceeded. Above ours it is believed as far as it cannot be out of date: less the calls still open,
            // and less those settled since the call it came with was let go.
            await using var batch = Batch(storeId, $"""
                update shop_budgets set
                  size = coalesce($2, size), rate = coalesce($3, rate), as_of = clock_timestamp(),
                  period = {Now}, open_now = {OthersNow}, open_before = {OthersBefore}, settled = settled + $9,
                  level = least(coalesce($2 * 0.95, {Counted}), $4::double precision, -rate * nullif($5, 0),
                    greatest({Refilled} + $6, $4::double precision - {OthersNow} - {OthersBefore} - (settled - $7)))
                where store_id = $1
                """);
            Add(batch, bucket is { Maximum: > 0 } ? bucket.Maximum : null);
            Add(batch, bucket is { RestoreRate: > 0 } ? bucket.RestoreRate : null);
            Add(batch, bucket?.Available);
            Add(batch, holdOff.TotalSeconds);
            Add(batch, reservation.Points - spent);
            Add(batch, reservation.Settled);
            batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = reservation.Period });
            Add(batch, reservation.Points);
            await batch.ExecuteNonQueryAsync();
        }
        catch (DbException error)
        {
            // The call itself is over and its answer must not be lost for this; the refill makes up for the points.
            Log.NotSettled(logger, storeId, error);
        }
    }

    private async Task<(Reservation Reservation, TimeSpan Wait)> TakeAsync(ShopDomain shop, Guid storeId, double points, CancellationToken ct)
    {
        for (var created = false; ; created = true)
        {
            var sql = $"""
                update shop_budgets set
                  level = {Refilled} - least($2, {Counted}), issued = issued + least($2, {Counted}), as_of = clock_timestamp(),
                  period = {Now}, open_now = {OpenNow} + least($2, {Counted}), open_before = {OpenBefore}
                where store_id = $1 and {Refilled} - least($2, {Counted}) >= -rate * $3
                returning least($2, {Counted}), issued, settled, period::double precision, -level / rate
                """;
            if (await RowAsync(storeId, sql, [points, IShopBudgets.LongestWait.TotalSeconds], ct) is [var taken, var place, var settled, var period, var wait])
            {
                return (new Reservation(shop, taken, place, settled, (long)period), Seconds(wait));
            }

            if (await RowAsync(storeId, $"select (least($2, {Counted}) - {Refilled}) / rate from shop_budgets where store_id = $1", [points], ct) is [var ahead])
            {
                if (Seconds(ahead) > IShopBudgets.LongestWait)
                {
                    throw ShopifyException.TurnTooFarAhead(Seconds(ahead));
                }

                // Between the two looks another call made the row, or gave points back.
                continue;
            }

            if (created || !await CreateAsync(storeId, ct))
            {
                stores.TryRemove(shop, out _);
                return (new Reservation(shop, 0, 0, 0, 0), TimeSpan.Zero);
            }
        }
    }

    private async Task<(Reservation Reservation, TimeSpan Wait)> LookAsync(Guid storeId, Reservation waiting, CancellationToken ct) =>
        await RowAsync(storeId, $"select settled, ($2 - issued - {Refilled}) / rate from shop_budgets where store_id = $1", [waiting.Place], ct) is [var settled, var wait]
            ? (waiting with { Settled = settled }, Seconds(wait))
            : (waiting, TimeSpan.Zero);

    private async Task<bool> CreateAsync(Guid storeId, CancellationToken ct)
    {
        await using var batch = Batch(storeId, "insert into shop_budgets (store_id, as_of) select id, clock_timestamp() from stores where id = $1 on conflict do nothing");
        await batch.ExecuteNonQueryAsync(ct);
        return await RowAsync(storeId, "select 1::double precision from shop_budgets where store_id = $1", [], ct) is not null;
    }

    private async Task<Guid?> StoreOfAsync(ShopDomain shop, CancellationToken ct)
    {
        if (stores.TryGetValue(shop, out var known))
        {
            return known;
        }

        await using var command = source.CreateCommand("select store_id from store_directory where shop_domain = $1");
        command.Parameters.AddWithValue(shop.Value);
        return await command.ExecuteScalarAsync(ct) is Guid found ? stores.GetOrAdd(shop, found) : null;
    }

    private async Task<double[]?> RowAsync(Guid storeId, string sql, double[] arguments, CancellationToken ct)
    {
        await using var batch = Batch(storeId, sql);
        foreach (var argument in arguments)
        {
            Add(batch, argument);
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetDouble)] : null;
    }

    // The wall is entered in the same round trip, for the length of the batch's own transaction.
    private NpgsqlBatch Batch(Guid storeId, string sql)
    {
        var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('app.stores', $1, true)") { Parameters = { new NpgsqlParameter { Value = storeId.ToString() } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = storeId } } });
        return batch;
    }

    private static void Add(NpgsqlBatch batch, double? value) =>
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Double, Value = value ?? (object)DBNull.Value });

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The call budget of store {StoreId} could not be settled")]
        public static partial void NotSettled(ILogger logger, Guid storeId, Exception error);
    }
}

using Commerce.Data;
using Commerce.Providers.Catalogue;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Keeps what a vendor costs a store in a day (UTC) below the store's limit, whatever runs side by side.</summary>
public sealed class SpendCaps(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>How long a row waits for room under the limit.</summary>
    public const string Waits = "so this one waits until midnight UTC.";

    /// <summary>Until when nothing more may be ordered of a vendor; null when there is room. What is said here may be outdated at once.</summary>
    public async Task<DateTimeOffset?> FullUntilAsync(string vendor, long micros, CancellationToken cancellationToken)
    {
        if (await context.ProviderCaps.AsNoTracking().SingleOrDefaultAsync(cap => cap.Vendor == vendor, cancellationToken) is not { } cap)
        {
            return null;
        }

        var today = time.Today();
        var spent = await context.ProviderDays.Where(day => day.Vendor == vendor && day.Day == today).Select(day => day.Micros).SingleOrDefaultAsync(cancellationToken);
        return spent + micros > cap.DayMicros ? Tomorrow : null;
    }

    /// <summary>Counts an order in the caller's transaction. The day's row is locked, so no race goes over the limit.</summary>
    /// <exception cref="Generations.ProviderRestsException">There is no room for it today; nothing was counted.</exception>
    public async Task CountAsync(string vendor, long micros, CancellationToken cancellationToken)
    {
        var counted = await context.Database.ExecuteSqlAsync(
            $"""
            insert into provider_days as day (store_id, vendor, day, micros)
            select {scope.StoreId}, {vendor}, {time.Today()}, {micros}
            where {micros} <= coalesce((select day_micros from provider_caps where store_id = {scope.StoreId} and vendor = {vendor}), 9223372036854775807)
            on conflict (store_id, vendor, day) do update set micros = day.micros + excluded.micros
            where day.micros + excluded.micros <= coalesce((select day_micros from provider_caps where store_id = {scope.StoreId} and vendor = {vendor}), 9223372036854775807)
            """, cancellationToken);
        if (counted == 0)
        {
            throw new Generations.ProviderRestsException(Tomorrow, "The day's limit of what this provider may cost is reached", Waits);
        }
    }

    /// <summary>Takes an order off that came to nothing and so costs nothing.</summary>
    public Task TakeOffAsync(string vendor, DateTimeOffset at, long micros, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return context.ProviderDays.Where(row => row.Vendor == vendor && row.Day == day)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Micros, one => one.Micros < micros ? 0 : one.Micros - micros), cancellationToken);
    }

    private DateTimeOffset Tomorrow => new(time.Today().AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}

using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Vitals;

/// <summary>Keeps what browsers measure.</summary>
public sealed class VitalsLog(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>
    /// Stores what is known of a document so far. Browsers report a document more than once: a later figure takes the place
    /// of the earlier one, and a figure that is absent leaves what was there.
    /// </summary>
    public Task KeepAsync(Guid document, string route, Device device, double? lcp, double? cls, double? inp, CancellationToken cancellationToken)
    {
        var (now, kind) = (time.GetUtcNow(), EnumText.Of(device));
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into web_vitals (store_id, id, route, device, lcp, cls, inp, measured_at)
            values ({scope.StoreId}, {document}, {route}, {kind}, {lcp}, {cls}, {inp}, {now})
            on conflict (store_id, id) do update set
              lcp = coalesce(excluded.lcp, web_vitals.lcp), cls = coalesce(excluded.cls, web_vitals.cls), inp = coalesce(excluded.inp, web_vitals.inp)
            """,
            cancellationToken);
    }
}

using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>What a store decides about AI vendors: by what its orders are shared out, and the most a vendor may cost in a day.</summary>
public sealed class ProviderSettings(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>The highest limit that can be set, in US dollars a day; a typing error of some digits more is refused.</summary>
    public const decimal HighestCap = 10_000;

    /// <summary>Takes effect with the next order.</summary>
    public Task SavePolicyAsync(RoutingGoal images, RoutingGoal videos, bool buysCutouts, string person, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        insert into routing_policies (store_id, image_goal, video_goal, buys_cutouts, changed_by, changed_at)
        values ({scope.StoreId}, {EnumText.Of(images)}, {EnumText.Of(videos)}, {buysCutouts}, {person}, {time.GetUtcNow()})
        on conflict (store_id) do update set
          image_goal = excluded.image_goal, video_goal = excluded.video_goal, buys_cutouts = excluded.buys_cutouts, changed_by = excluded.changed_by, changed_at = excluded.changed_at
        """, cancellationToken);

    /// <summary>Limits what a vendor may cost in a day (UTC), or takes the limit away.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="usd">US dollars, from 0; null means no limit.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SaveCapAsync(string vendor, decimal? usd, CancellationToken cancellationToken)
    {
        if (usd is not { } most)
        {
            return context.ProviderCaps.Where(cap => cap.Vendor == vendor).ExecuteDeleteAsync(cancellationToken);
        }

        var micros = Micros.Of(most);
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into provider_caps (store_id, vendor, day_micros) values ({scope.StoreId}, {vendor}, {micros})
            on conflict (store_id, vendor) do update set day_micros = excluded.day_micros
            """, cancellationToken);
    }
}

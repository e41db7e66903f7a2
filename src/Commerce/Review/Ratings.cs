using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Review;

/// <summary>Keeps what people think of results: one rating of each person for each asset, the latest.</summary>
public sealed class Ratings(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>Rates an asset, or takes the person's rating back with 0 stars. Doing it twice changes nothing.</summary>
    /// <returns>False when there is no such asset in this store.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many stars.</exception>
    public async Task<bool> RateAsync(Guid assetId, int stars, string person, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stars);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stars, Rating.Most);
        if (!await context.Assets.AnyAsync(asset => asset.Id == assetId, cancellationToken))
        {
            return false;
        }

        if (stars == 0)
        {
            await context.Ratings.Where(rating => rating.AssetId == assetId && rating.RatedBy == person).ExecuteDeleteAsync(cancellationToken);
            return true;
        }

        var now = time.GetUtcNow();
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into ratings (store_id, id, asset_id, stars, rated_by, rated_at)
            values ({scope.StoreId}, {Guid.CreateVersion7(now)}, {assetId}, {stars}, {person}, {now})
            on conflict (store_id, asset_id, rated_by) do update set stars = excluded.stars, rated_at = excluded.rated_at
            where ratings.stars <> excluded.stars
            """,
            cancellationToken);
        return true;
    }
}

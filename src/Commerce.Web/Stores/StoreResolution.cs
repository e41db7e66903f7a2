using Commerce.Data;
using Commerce.Shopify.AccessTokens;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Stores;

/// <summary>
/// Binds a proven request to its store. The shop comes from the verified session token alone; a shop that has no store
/// yet, or comes back after leaving, is installed on the spot; a paused one goes on if its shop can be worked for again.
/// </summary>
public static class StoreResolution
{
    public static void UseStoreResolution(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.User.Shop() is not { } shop)
        {
            await next(context);
            return;
        }

        var services = context.RequestServices;
        var route = await services.GetRequiredService<CommerceContext>().StoreDirectory.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ShopDomain == shop.Value, context.RequestAborted);
        if (route is { Active: true, Paused: false })
        {
            services.GetRequiredService<StoreScope>().Enter(route.StoreId);
            await next(context);
            return;
        }

        try
        {
            if (route is { Active: true })
            {
                await services.GetRequiredService<StoreResumption>().TryAsync(route, context.PresentedSessionToken()!, context.RequestAborted);
            }
            else
            {
                await services.GetRequiredService<StoreInstaller>().InstallAsync(shop, context.PresentedSessionToken()!, context.RequestAborted);
            }
        }
        catch (TokenException error) when (error.Failure == TokenFailure.InvalidSubjectToken)
        {
            // The token ran out on the way to Shopify: answer as for any stale token, and App Bridge comes back with a fresh one.
            await context.ChallengeAsync();
            return;
        }

        await next(context);
    });
}

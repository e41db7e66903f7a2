using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Web.Face;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Stores;

/// <summary>Lets every page and fragment of a store's request say times in the store's own zone.</summary>
public static class StoreZones
{
    public static void UseStoreZone(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<StoreScope>().Stores is [_])
        {
            services.GetRequiredService<StoreZone>().Use(
                await services.GetRequiredService<CommerceContext>().Stores.Select(store => store.TimeZone).SingleOrDefaultAsync(context.RequestAborted));
        }

        await next(context);
    });
}

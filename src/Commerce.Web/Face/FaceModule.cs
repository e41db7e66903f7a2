namespace Commerce.Web.Face;

/// <summary>Pages, words, and what draws them.</summary>
public static class FaceModule
{
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddRazorPages();
        services.AddScoped<Fragments>();
        services.AddScoped<StoreZone>();
        services.AddScoped<Figures>();
        return services;
    }

    /// <summary>Errors without a body become our error page; first in the row, so that it sees everything behind it.</summary>
    public static void UseFaceErrors(this WebApplication app)
    {
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    /// <summary>Maps assets and pages; the host says who may see the pages.</summary>
    public static IEndpointConventionBuilder MapFace(this WebApplication app)
    {
        app.MapStaticAssets();
        return app.MapRazorPages().WithStaticAssets();
    }
}

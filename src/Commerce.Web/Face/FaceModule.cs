namespace Commerce.Web.Face;

/// <summary>Pages, words, and what draws them.</summary>
public static class FaceModule
{
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<ReadableForms>());
        services.AddScoped<Fragments>();
        services.AddScoped<StoreZone>();
        services.AddScoped<Figures>();
        return services;
    }

    /// <summary>Errors without a body become our error page; first in the row, so that it sees everything behind it.</summary>
    public static void UseFaceErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", StatusCodeSelector = StatusOf });
        app.UseStatusCodePagesWithReExecute("/error");
    }

    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        // The framework's form reader says so when a form holds what no form may hold, such as a NUL or too many fields.
        InvalidDataException { Source: "Microsoft.AspNetCore.WebUtilities" or "Microsoft.AspNetCore.Http" } => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Maps assets and pages; the host says who may see the pages.</summary>
    public static IEndpointConventionBuilder MapFace(this WebApplication app)
    {
        app.MapStaticAssets();
        return app.MapRazorPages().WithStaticAssets();
    }
}

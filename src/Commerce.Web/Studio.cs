using Commerce.Web.Face;

namespace Commerce.Web;

/// <summary>Composes the host: what it adds to the container and in which order requests pass.</summary>
public static class Studio
{
    /// <summary>Adds every capability the host serves.</summary>
    public static void AddStudio(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFace();
    }

    /// <summary>Maps pages and endpoints in the order requests pass them.</summary>
    public static void UseStudio(this WebApplication app)
    {
        app.UseFaceErrors();
        app.MapFace();
    }
}

using Commerce.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Publishing;

public static class PublishingModule
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<IBacklog, PublicationBacklog>()
        .AddScoped<Gallery>()
        .AddScoped<GalleryTurn>()
        .AddScoped<LiveGalleries>()
        .AddScoped<PublicationPlanner>()
        .AddScoped<PublicationStarter>()
        .AddScoped<PublicationDecisions>()
        .AddScoped<VideoRooms>()
        .AddScoped<PublishingForecasts>()
        .AddScoped<SharedMedia>()
        .AddScoped<PublicationRecord>()
        .AddScoped<FileSteps>()
        .AddScoped<GallerySteps>()
        .AddScoped<PublishSteps>()
        .AddScoped<RevertSteps>();
}

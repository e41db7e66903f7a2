using Commerce.Batches.Results;
using Commerce.Batches.Sheets;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Batches;

public static class BatchesModule
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddScoped<BatchPlanner>()
        .AddScoped<BatchStarter>()
        .AddScoped<BatchCancelling>()
        .AddScoped<BatchPausing>()
        .AddScoped<BatchResuming>()
        .AddScoped<BatchPriority>()
        .AddScoped<BatchRetrying>()
        .AddScoped<BatchEvents>()
        .AddScoped<RowLines>()
        .AddScoped<ScheduledStart>()
        .AddScoped<BatchClosing>()
        .AddScoped<BatchDrafts>()
        .AddScoped<ResultRows>()
        .AddScoped<ResultArchive>()
        .AddScoped<FailureRows>()
        .AddScoped<FailureReport>()
        .AddScoped<ShortRecipes>()
        .AddScoped<StylePreviews>()
        .AddSheets();
}

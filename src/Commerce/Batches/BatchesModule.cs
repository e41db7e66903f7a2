using Commerce.Batches.Pilots;
using Commerce.Batches.Recurring;
using Commerce.Batches.Results;
using Commerce.Batches.Sheets;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Batches;

public static class BatchesModule
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddScoped<PlannedRows>()
        .AddScoped<MeasuredPaces>()
        .AddScoped<BatchPlanner>().AddScoped<VendorEstimates>()
        .AddScoped<AcceptedRows>()
        .AddScoped<RecipeBook>()
        .AddScoped<BatchStarter>()
        .AddScoped<BatchCancelling>()
        .AddScoped<BatchPausing>()
        .AddScoped<BatchResuming>()
        .AddScoped<BatchPriority>()
        .AddScoped<BatchScheduling>()
        .AddScoped<BatchRetrying>()
        .AddScoped<BatchEvents>()
        .AddScoped<RowLines>()
        .AddScoped<ScheduledStart>()
        .AddScoped<BatchClosing>()
        .AddScoped<BatchDrafts>()
        .AddScoped<PilotBatches>()
        .AddScoped<RecurringScope>()
        .AddScoped<RecurringRuns>()
        .AddScoped<ResultRows>()
        .AddScoped<ResultArchive>()
        .AddScoped<FailureRows>()
        .AddScoped<FailureReport>()
        .AddScoped<ShortRecipes>()
        .AddScoped<StylePreviews>()
        .AddSheets();

    /// <summary>Looks after recurring runs and old drafts of every store each hour; for processes that run jobs.</summary>
    public static void ScheduleBatchCare(this IQuartzBuilder quartz) => quartz.ScheduleJob<BatchCareRoundJob>(
        trigger => trigger.WithIdentity("batch-care-round", "system").WithSimpleSchedule(BatchCareRoundJob.Interval),
        job => job.WithIdentity("batch-care-round", "system"));
}

using System.Diagnostics;
using Commerce.Jobs;
using Commerce.Operations;
using Commerce.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Tests.Operations;

/// <summary>What operators read of the job engine is what the engine wrote.</summary>
[Category("Database")]
public sealed class JobHistoryTests : CoreFixture
{
    [Test]
    public async Task A_job_that_ran_is_in_the_history_with_its_time_and_the_process_that_runs_jobs_is_listed()
    {
        var store = await AddStoreAsync(products: 0);
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var watch = Stopwatch.StartNew();
        await scheduler.Start();
        await Services.GetRequiredService<StoreJobs>().StartAsync<WebhookJob>(store.Id, CancellationToken.None);
        var history = ActivatorUtilities.CreateInstance<JobHistory>(Services);
        IReadOnlyList<JobFigures> ran = [];
        for (var look = 0; look < 600 && ran.Count == 0; look++)
        {
            await Task.Delay(50);
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            ran = await history.FiguresAsync(CancellationToken.None);
        }

        var processes = await history.ProcessesAsync(CancellationToken.None);
        await scheduler.Shutdown(waitForJobsToComplete: true);
        Assert.Multiple(() =>
        {
            Assert.That(ran.Select(job => (job.Name, job.Runs, job.Failures)), Is.EqualTo(new[] { (nameof(WebhookJob), 1L, 0L) }));
            Assert.That(ran[0].LastFired.Year, Is.GreaterThan(2020), "times are read in the engine's unit");
            Assert.That(ran[0].MeanMilliseconds, Is.InRange(0, watch.ElapsedMilliseconds), "a job takes no longer than this test");
            Assert.That(processes, Is.Not.Empty);
        });
    }
}

using System.Diagnostics;
using Commerce.Jobs;
using Commerce.Operations;
using Commerce.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Commerce.Tests.Operations;

/// <summary>What operators read of the job engine is what the engine wrote.</summary>
[Category("Database")]
public sealed class JobHistoryTests : CoreFixture
{
    [SetUp]
    public Task ForgetAsync() => OwnerAsync("truncate jobs.qrtz_execution_history");

    [Test]
    public async Task Runs_of_a_day_are_counted_and_failures_of_a_week_besides()
    {
        await RanAsync("Swift-1", TimeSpan.FromHours(1), succeeded: true);
        await RanAsync("Swift-2", TimeSpan.FromHours(23), succeeded: false);
        await RanAsync("Swift-3", TimeSpan.FromDays(2), succeeded: true);
        await RanAsync("Swift-4", TimeSpan.FromDays(6), succeeded: false);
        await RanAsync("Nightly", TimeSpan.FromDays(3), succeeded: false);
        await RanAsync("Nightly", TimeSpan.FromDays(8), succeeded: false);
        await RanAsync("Forgotten", TimeSpan.FromDays(2), succeeded: true);
        var history = ActivatorUtilities.CreateInstance<JobHistory>(Services);
        var told = await history.FiguresAsync(CancellationToken.None);
        Assert.That(told.Select(job => (job.Name, job.Runs, job.Failures, job.WeekFailures, job.MeanMilliseconds)), Is.EqualTo(new[]
        {
            ("Swift", 2L, 1L, 2L, (double?)8), ("Nightly", 0L, 0L, 1L, null),
        }));
        Assert.That(await history.OldestAsync(CancellationToken.None), Is.EqualTo(Clock.GetUtcNow().AddHours(-23)));
    }

    [Test]
    public void The_engine_remembers_what_the_figures_are_drawn_from()
    {
        var kept = Services.GetRequiredService<IOptions<ExecutionHistoryOptions>>().Value;
        Assert.That((kept.Retention, kept.RetentionByResult[JobRunResult.Failed]), Is.EqualTo((JobsModule.HistoryKept, JobsModule.FailuresKept)));
        Assert.That(kept.MaxEntriesPerScheduler, Is.GreaterThan(10_000), "two jobs that run each minute alone are 2,880 runs a day");
    }

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

    private Task RanAsync(string job, TimeSpan ago, bool succeeded) => OwnerAsync(
        $"""
        insert into jobs.qrtz_execution_history (sched_name, entry_id, instance_name, job_name, job_group, trigger_name, trigger_group, fired_time, run_time, succeeded)
        values ('commerce', '{job}-{ago}', 'i', '{job}', 'g', 't', 'g', {(Clock.GetUtcNow() - ago).UtcTicks}, {8 * TimeSpan.TicksPerMillisecond}, {succeeded})
        """);

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

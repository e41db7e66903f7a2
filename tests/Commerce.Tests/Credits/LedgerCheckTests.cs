using System.Diagnostics.Metrics;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Commerce.Tests.Credits;

[Category("Database")]
public sealed class LedgerCheckTests : CoreFixture
{
    [Test]
    public async Task A_balance_that_was_tampered_with_is_logged_as_an_error_and_counted()
    {
        var store = await AddStoreAsync(credits: 10);
        await Work.RunAsync(store.Id, services => services.GetRequiredService<CommerceContext>().Database
            .ExecuteSqlAsync($"update balances set available = 11 where store_id = {store.Id}"));
        var logger = new ErrorList();
        var faults = 0L;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => Enable(instrument, listener) };
        meters.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref faults, measured));
        meters.Start();

        await Work.RunAsync(store.Id, services => new LedgerCheckJob(Work, logger).CheckAsync(store.Id, services.GetRequiredService<CommerceContext>(), CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(logger.Errors, Has.Count.EqualTo(1).And.One.Contains("11 available, its entries add up to 10"));
            Assert.That(faults, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task The_hourly_round_starts_a_check_for_each_active_store_and_no_other()
    {
        var (active, gone) = (await AddStoreAsync(), await AddStoreAsync());
        await Work.RunAsync(gone.Id, services => services.GetRequiredService<CommerceContext>().StoreDirectory
            .Where(route => route.StoreId == gone.Id).ExecuteUpdateAsync(route => route.SetProperty(row => row.Active, false)));
        await using var scope = Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<LedgerRoundJob>(scope.ServiceProvider).Execute(null!);

        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        Assert.Multiple(async () =>
        {
            Assert.That(await scheduler.Exists(new JobKey(nameof(LedgerCheckJob), $"{StoreJobs.StoreGroup}{active.Id}")), Is.True);
            Assert.That(await scheduler.Exists(new JobKey(nameof(LedgerCheckJob), $"{StoreJobs.StoreGroup}{gone.Id}")), Is.False);
        });
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "ledger.faults")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private sealed class ErrorList : ILogger<LedgerCheckJob>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Errors.Add(formatter(state, exception));
            }
        }
    }
}

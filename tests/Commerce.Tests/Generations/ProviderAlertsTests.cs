using Commerce.Alerts;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Generations;

/// <summary>A provider that is left alone has one open alert, whatever fails, crosses or dies; one that answers has none.</summary>
[Category("Database")]
public sealed class ProviderAlertsTests : CoreFixture
{
    private static readonly CancellationToken None = CancellationToken.None;
    private NpgsqlDataSource source = null!;

    [SetUp]
    public void Open() => source = NpgsqlDataSource.Create(Database.App);

    [TearDown]
    public async Task CloseAsync() => await source.DisposeAsync();

    [Test]
    public async Task R12_however_many_rows_of_however_many_processes_fail_there_is_one_alert()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var process = Process();
            for (var failure = 0; failure < ProviderCircuits.Most; failure++)
            {
                await process.FailedAsync("down", None);
            }
        })));
        var alert = (await AlertsAsync("down")).Single();
        Assert.That((alert.Code, alert.Times, alert.ResolvedAt), Is.EqualTo((AlertCodes.ProviderSilent, 1, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Failures_that_do_not_shut_the_way_alarm_nobody()
    {
        await FailAsync("hiccup", ProviderCircuits.Most - 1);
        await Process().RestsUntilAsync("hiccup", None);
        Assert.That(await AlertsAsync("hiccup"), Is.Empty);
    }

    [Test]
    public async Task Each_try_after_a_rest_is_counted_and_the_first_answer_closes_the_alert()
    {
        await FailAsync("slow", ProviderCircuits.Most);
        Clock.Advance(ProviderCircuits.FirstRest);
        var probe = Process();
        Assert.That(await probe.RestsUntilAsync("slow", None), Is.Null);
        var open = (await AlertsAsync("slow")).Single();
        Assert.That((open.Times, open.LastSeen, open.ResolvedAt), Is.EqualTo((2, Clock.GetUtcNow(), (DateTimeOffset?)null)));

        await probe.AnsweredAsync("slow", None);
        Assert.That((await AlertsAsync("slow")).Single().ResolvedAt, Is.EqualTo(Clock.GetUtcNow()));
    }

    [Test]
    public async Task A_provider_that_falls_silent_again_has_an_alert_of_its_own_for_that()
    {
        for (var episode = 0; episode < 3; episode++)
        {
            await (await FailAsync("again", ProviderCircuits.Most)).AnsweredAsync("again", None);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That((await AlertsAsync("again")).Select(alert => alert.ResolvedAt is not null), Is.EqualTo(new[] { true, true, true }));
    }

    [Test]
    public async Task The_way_is_not_shut_without_its_alert_nor_opened_without_closing_it()
    {
        var process = await FailAsync("half", ProviderCircuits.Most - 1);
        await AsOwnerAsync("alter table alerts add constraint broken check (subject <> 'half') not valid");
        await Assert.ThatAsync(() => process.FailedAsync("half", None).AsTask(), Throws.InstanceOf<PostgresException>());
        Assert.That(await Process().RestsUntilAsync("half", None), Is.Null, "neither was written");

        await AsOwnerAsync("alter table alerts drop constraint broken");
        await process.FailedAsync("half", None);
        await AsOwnerAsync("alter table alerts add constraint broken check (resolved_at is null or subject <> 'half') not valid");
        await Assert.ThatAsync(() => process.AnsweredAsync("half", None).AsTask(), Throws.InstanceOf<PostgresException>());
        Assert.That(await Process().RestsUntilAsync("half", None), Is.Not.Null, "still shut, and still alarmed");

        await AsOwnerAsync("alter table alerts drop constraint broken");
        Assert.That((await AlertsAsync("half")).Single().ResolvedAt, Is.Null);
    }

    [Test]
    public async Task Answers_that_cross_failures_leave_an_open_alert_exactly_where_the_way_is_shut()
    {
        for (var round = 0; round < 20; round++)
        {
            var provider = $"torn-{round}";
            var process = await FailAsync(provider, ProviderCircuits.Most - 1);
            await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
                await (number % 4 == 0 ? process.AnsweredAsync(provider, None) : process.FailedAsync(provider, None)))));
            var shut = await ReadAsync(context => context.ProviderCircuits.AnyAsync(circuit => circuit.Provider == provider && circuit.OpenedAt != null));
            Assert.That((await AlertsAsync(provider)).Any(alert => alert.ResolvedAt is null), Is.EqualTo(shut), provider);
        }
    }

    [Test]
    public async Task An_answer_that_had_to_wait_for_the_failure_that_shut_the_way_closes_its_alert()
    {
        var process = await FailAsync("late", ProviderCircuits.Most - 1);
        await using var failing = await source.OpenConnectionAsync();
        await using var transaction = await failing.BeginTransactionAsync();
        await using var shut = new NpgsqlCommand(
            """
            update provider_circuits set failures = failures + 1, opened_at = now(), probe_at = now() where provider = 'late';
            insert into alerts (id, code, subject, first_seen, last_seen) values (gen_random_uuid(), 'provider_silent', 'late', now(), now());
            """,
            failing);
        await shut.ExecuteNonQueryAsync();
        var answer = process.AnsweredAsync("late", None).AsTask();
        while (!answer.IsCompleted && !await ReadAsync(context => context.Database.SqlQuery<bool>(
            $"""select exists (select from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database())) as "Value" """).SingleAsync()))
        {
            await Task.Delay(10);
        }

        await transaction.CommitAsync();
        await answer;
        Assert.That((await AlertsAsync("late")).Single().ResolvedAt, Is.Not.Null);
        Assert.That(await Process().RestsUntilAsync("late", None), Is.Null);
    }

    private ProviderCircuits Process() => new(source, Clock);

    private async Task<ProviderCircuits> FailAsync(string provider, int times)
    {
        var process = Process();
        for (var failure = 0; failure < times; failure++)
        {
            await process.FailedAsync(provider, None);
        }

        return process;
    }

    private async Task<T> ReadAsync<T>(Func<CommerceContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CommerceContext>());
    }

    private Task<List<Alert>> AlertsAsync(string provider) =>
        ReadAsync(context => context.Alerts.AsNoTracking().Where(alert => alert.Subject == provider).ToListAsync());

    private async Task AsOwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

using Commerce.Generations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Npgsql;

namespace Commerce.Tests.Generations;

[Category("Database")]
public sealed class ProviderCircuitsTests : CoreFixture
{
    private static readonly CancellationToken None = CancellationToken.None;
    private NpgsqlDataSource source = null!;

    [SetUp]
    public void Open() => source = NpgsqlDataSource.Create(Database.App);

    [TearDown]
    public async Task CloseAsync() => await source.DisposeAsync();

    [Test]
    public async Task R12_a_provider_that_fails_is_left_alone_by_every_process_and_tried_by_one_row_after_the_rest()
    {
        var (one, other) = (Process(), Process());
        for (var failure = 0; failure < ProviderCircuits.Most; failure++)
        {
            Assert.That(await one.RestsUntilAsync("down", None), Is.Null, $"after {failure} failures");
            await (failure % 2 == 1 ? one : other).FailedAsync("down", None);
        }

        var until = Clock.GetUtcNow() + ProviderCircuits.FirstRest;
        Assert.That((await one.RestsUntilAsync("down", None), await Process().RestsUntilAsync("down", None)), Is.EqualTo(((DateTimeOffset?)until, (DateTimeOffset?)until)));

        Clock.MoveTo(until);
        var tries = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => await Process().RestsUntilAsync("down", None)));
        Assert.That(tries.Count(rest => rest is null), Is.EqualTo(1), "one row tries");
        Assert.That(tries.Max(), Is.EqualTo(until + (2 * ProviderCircuits.FirstRest)), "the next rest is longer");
    }

    [Test]
    public async Task A_look_that_began_before_the_way_was_shut_does_not_open_it_again()
    {
        var process = Process();
        for (var round = 0; round < 20; round++)
        {
            var provider = $"crowded-{round}";
            await Task.WhenAll(Enumerable.Range(0, 4 * ProviderCircuits.Most).Select(_ => Task.Run(async () =>
            {
                await process.RestsUntilAsync(provider, None);
                await process.FailedAsync(provider, None);
            })));
            Assert.That(await process.RestsUntilAsync(provider, None), Is.Not.Null, provider);
        }
    }

    [Test]
    public async Task An_answer_opens_the_way_again()
    {
        var process = Process();
        for (var failure = 0; failure < ProviderCircuits.Most; failure++)
        {
            await process.FailedAsync("back", None);
        }

        Clock.Advance(ProviderCircuits.FirstRest);
        var probe = Process();
        Assert.That(await probe.RestsUntilAsync("back", None), Is.Null);
        await probe.AnsweredAsync("back", None);

        Assert.That(await Process().RestsUntilAsync("back", None), Is.Null);
    }

    [Test]
    public async Task An_answer_between_failures_starts_the_count_anew()
    {
        var process = Process();
        for (var failure = 0; failure < 3 * ProviderCircuits.Most; failure++)
        {
            await process.FailedAsync("shaky", None);
            if (failure % 5 == 4)
            {
                await process.AnsweredAsync("shaky", None);
            }
        }

        Assert.That(await Process().RestsUntilAsync("shaky", None), Is.Null);
    }

    [Test]
    public async Task A_process_that_dies_while_it_tries_leaves_a_rest_behind()
    {
        for (var failure = 0; failure < ProviderCircuits.Most; failure++)
        {
            await Process().FailedAsync("deadly", None);
        }

        Clock.Advance(ProviderCircuits.FirstRest);
        Assert.That(await Process().RestsUntilAsync("deadly", None), Is.Null);
        Assert.That(await Process().RestsUntilAsync("deadly", None), Is.Not.Null);
        Clock.Advance(2 * ProviderCircuits.FirstRest);
        Assert.That(await Process().RestsUntilAsync("deadly", None), Is.Null);
    }

    [Test]
    public void Only_what_says_that_the_provider_is_unwell_counts() => Assert.Multiple(() =>
    {
        Assert.That(ProviderCircuits.IsTechnical(new HttpRequestException()), Is.True);
        Assert.That(ProviderCircuits.IsTechnical(new TimeoutException()), Is.True);
        Assert.That(ProviderCircuits.IsTechnical(new System.Text.Json.JsonException()), Is.True);
        Assert.That(ProviderCircuits.IsTechnical(new ProviderException("busy", "Busy.", retryable: true)), Is.True);
        Assert.That(ProviderCircuits.IsTechnical(new ProviderException("refused", "No.", retryable: false)), Is.False);
        Assert.That(ProviderCircuits.IsTechnical(new ProviderException(ProviderCircuits.SourceCode, "The shop is down.", retryable: true)), Is.False);
        Assert.That(ProviderCircuits.IsTechnical(new OperationCanceledException()), Is.False);
    });

    private ProviderCircuits Process() => new(source, Clock);
}

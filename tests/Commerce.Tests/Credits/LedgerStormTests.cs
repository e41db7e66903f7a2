using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Storms;
using Npgsql;

namespace Commerce.Tests.Credits;

/// <summary>A small storm of the kind that <c>./studio bench chaos</c> raises with a million operations.</summary>
[Category("Database")]
public sealed class LedgerStormTests : CoreFixture
{
    [Test]
    public async Task R4_every_rule_of_the_ledger_holds_after_thousands_of_racing_failing_and_repeated_operations()
    {
        var stores = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            stores.Add((await AddStoreAsync(credits: 1000, products: 0)).Id);
        }

        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        var result = await new LedgerStorm(Work, stores, owner, seed: 64).RunAsync(6000, 64, cutEvery: 200, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(result.Broken, Is.Empty);
            Assert.That(result.Operations, Is.GreaterThanOrEqualTo(6000));
            Assert.That(result.Faults, Is.Positive, "nothing went wrong, so nothing was proved");
            Assert.That(result.Repeated, Is.Positive, "nothing was submitted twice, so nothing was proved");
        });
    }
}

using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

[Category("Database")]
public sealed class OrdersTests : CoreFixture
{
    [TestCase("de", "", "de")]
    [TestCase("pt-BR", "", "pt")]
    [TestCase("de", "fr", "fr")]
    [TestCase("tlh", "", "en")]
    public async Task What_is_spoken_is_in_the_rows_language_or_else_in_the_shops(string shop, string row, string spoken)
    {
        var store = await AddStoreAsync(products: 1);
        await StartBatchAsync(store, 1);
        var order = await Work.RunAsync(store.Id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            await context.Stores.ExecuteUpdateAsync(one => one.SetProperty(kept => kept.Locale, shop));
            await context.Generations.ExecuteUpdateAsync(one => one.SetProperty(kept => kept.Language, row));
            var rows = await context.Generations.AsNoTracking().ToListAsync();
            return (await services.GetRequiredService<Orders>().ReadAsync(rows, CancellationToken.None)).OrderOf(rows.Single(), SourceFile.At("/nowhere"), []);
        });
        Assert.That(order.Language, Is.EqualTo(spoken));
    }
}

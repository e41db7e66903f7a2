using Commerce.Batches;
using Commerce.Brand;
using Commerce.Data;
using Commerce.Providers;
using Commerce.Routing;
using Commerce.Styles;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Workbench.Demo;

/// <summary>Spreads the asked pictures over the styles, so that every style is seen and every product gets its number.</summary>
internal static class DemoBatches
{
    public static Task<List<StartedBatch>> StartAsync(StoreWork work, Guid storeId, DemoOptions options, string actor, CancellationToken ct) =>
        work.RunAsync(storeId, async scope =>
        {
            var context = scope.GetRequiredService<CommerceContext>();
            var products = await context.Products.AsNoTracking()
                .Where(product => product.RemovedAt == null && product.SourceImages.Any(image => image.RemovedAt == null))
                .OrderBy(product => product.Title).ThenBy(product => product.Id)
                .Select(product => product.Id)
                .ToListAsync(ct);
            var brand = await context.BrandProfiles.MaxAsync(profile => (int?)profile.Version, ct);
            var (makers, started) = (new DemoMakers(scope.GetRequiredService<RouteChoice>(), options.Vendor), new List<StartedBatch>());
            foreach (var (name, ids, all) in Images(products, options.ImagesPerProduct).Concat(Videos(products, options.Videos)))
            {
                foreach (var (model, styles) in await makers.DivideAsync(all, ct))
                {
                    var content = new RecipeContent(styles, string.Empty, brand is not null, brand) { ImageModel = model, VideoModel = model };
                    var request = new BatchRequest(name, ids, content, $"demo:{name}:{model}", actor);
                    await scope.GetRequiredService<BatchStarter>().StartAsync(request, ct);
                    started.Add(new StartedBatch(name, ids.Count * styles.Sum(style => style.Count)));
                }
            }

            return started;
        });

    private static IEnumerable<(string Name, List<Guid> Products, List<RecipeStyle> Styles)> Images(List<Guid> products, int each)
    {
        var styles = StyleCatalogue.All.Where(style => style.Kind == GenerationKind.Image).ToList();
        for (var turn = 0; turn < styles.Count && each > 0; turn++)
        {
            var own = products.Where((_, index) => index % styles.Count == turn).ToList();
            if (own.Count > 0)
            {
                var wanted = Enumerable.Range(turn, each).GroupBy(index => styles[index % styles.Count])
                    .Select(group => new RecipeStyle(group.Key.Key, group.Key.Formats[0].Width, group.Key.Formats[0].Height, group.Count()));
                yield return ($"Pictures {turn + 1}", own, [.. wanted]);
            }
        }
    }

    private static IEnumerable<(string Name, List<Guid> Products, List<RecipeStyle> Styles)> Videos(List<Guid> products, int count)
    {
        var kinds = StyleCatalogue.All.Where(style => style.Kind == GenerationKind.Video)
            .SelectMany(style => style.Formats.Select(format => new RecipeStyle(style.Key, format.Width, format.Height, 1)))
            .ToList();
        for (var (turn, left) = (0, products.Count == 0 ? 0 : count); left > 0; turn++)
        {
            var own = products.Where((_, index) => index % kinds.Count == turn % kinds.Count).Take((count + kinds.Count - 1 - (turn % kinds.Count)) / kinds.Count).Take(left).ToList();
            own = own.Count > 0 ? own : products[..1];
            left -= own.Count;
            yield return ($"Videos {turn + 1}", own, [kinds[turn % kinds.Count]]);
        }
    }
}

internal sealed record StartedBatch(string Name, int Rows);

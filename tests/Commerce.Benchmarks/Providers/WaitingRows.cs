using Commerce.Data;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Routing;
using Npgsql;

namespace Commerce.Benchmarks.Providers;

/// <summary>Turns a store's queued rows into rows that vendors have taken and are at work on, as an engine leaves them behind that did nothing but order.</summary>
internal static class WaitingRows
{
    // The first minutes are over for most of what waits: a key's orders are taken at a vendor's pace, not all at once.
    private const int YoungestMinutes = 2;
    private const int OldestMinutes = 9;

    /// <summary>The rows of a store whose number leaves a vendor's remainder become the vendor's.</summary>
    public static async Task GiveAsync(NpgsqlDataSource owner, Guid storeId, IReadOnlyList<Vendor> vendors, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (index, vendor) in vendors.Index())
        {
            var (model, width, height) = Film(vendor, DateOnly.FromDateTime(now.UtcDateTime));
            var route = new Route(vendor.Key, model.Id, false, 1, now, null, "Bench", []);
            await using var command = owner.CreateCommand(
                """
                update generations g set state = 'waiting', attempt = 1, started_at = aged.at, kind = 'video', style = 'scene-integration', width = $3, height = $4,
                  provider = $5, model = $6, task_id = g.id::text, due_at = $7 + random() * interval '10 seconds', route = jsonb_set($8::jsonb, '{at}', to_jsonb(aged.at))
                from (select id, $7 - (($9 + random() * ($10 - $9)) * interval '1 minute') as at from generations where store_id = $1) aged
                where g.store_id = $1 and g.id = aged.id and g.row_number % $11 = $2
                """);
            foreach (var value in (object[])[storeId, index, width, height, vendor.Key, ModelName.Of(vendor.Key, model.Id), now, JsonColumn.Write(route), YoungestMinutes, OldestMinutes, vendors.Count])
            {
                command.Parameters.AddWithValue(value);
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    // The first model and shape that the vendor makes a film of.
    private static (ModelEntry Model, int Width, int Height) Film(Vendor vendor, DateOnly today)
    {
        (int Width, int Height)[] shapes = [(1080, 1920), (1920, 1080)];
        return shapes.SelectMany(shape => ModelCatalogue.Shipped.Models
            .Where(model => model.Vendor == vendor.Key && OrderTranslation.Of(Order(shape.Width, shape.Height), GenerationKind.Video, model, today) is not null)
            .Select(model => (model, shape.Width, shape.Height))).First();
    }

    private static GenerationOrder Order(int width, int height) => new("", "scene-integration", SourceFile.At(""), "A product", null, [], null, new BrandLook(null, [], []), width, height, 0);
}

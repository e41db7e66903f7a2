using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Benchmarks.Shopify;

/// <summary>A shop that has one thing to say: its export is ready and lies in this file.</summary>
internal sealed class ExportingShop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string file;
    private readonly int products;

    private ExportingShop(WebApplication app, string file, int products) => (this.app, this.file, this.products) = (app, file, products);

    public string Address => app.Urls.Single();

    public static async Task<ExportingShop> StartAsync(string file, int products)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var shop = new ExportingShop(app, file, products);
        app.MapPost("/shops/{domain}/admin/api/{version}/graphql.json", shop.AnswerAsync);
        app.MapGet("/export", () => Results.File(file, "application/jsonl", enableRangeProcessing: true));
        await app.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string domain, HttpRequest request)
    {
        var body = await JsonDocument.ParseAsync(request.Body);
        var query = body.RootElement.GetProperty("query").GetString()!;
        var operation = new
        {
            id = "gid://shopify/BulkOperation/1", status = "COMPLETED", errorCode = (string?)null, objectCount = "0", rootObjectCount = products.ToString(System.Globalization.CultureInfo.InvariantCulture),
            fileSize = new FileInfo(file).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), url = $"{Address}/export", partialDataUrl = (string?)null, createdAt = "2026-01-02T03:04:05Z", query = "",
        };
        object data = query switch
        {
            _ when query.Contains("query ProductCount", StringComparison.Ordinal) => new { productsCount = new { count = products } },
            _ when query.Contains("query BulkLatest", StringComparison.Ordinal) => new { bulkOperations = new { nodes = Array.Empty<object>() } },
            _ when query.Contains("mutation BulkStart", StringComparison.Ordinal) => new { bulkOperationRunQuery = new { bulkOperation = operation, userErrors = Array.Empty<object>() } },
            _ when query.Contains("query BulkLook", StringComparison.Ordinal) => new { bulkOperation = operation },
            _ => new
            {
                shop = new
                {
                    id = "gid://shopify/Shop/1", name = "Exporting", myshopifyDomain = domain, currencyCode = "EUR", ianaTimezone = "Europe/Oslo",
                    primaryDomain = new { url = $"https://{domain}" }, plan = new { publicDisplayName = "Basic", partnerDevelopment = false },
                },
            },
        };
        return Results.Json(new { data });
    }
}

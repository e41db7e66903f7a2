using Commerce.Shopify.Admin;

namespace Commerce.Shopify.BulkOperations;

/// <summary>
/// Reads a whole shop in one asynchronous operation that costs no points while it runs. A shop runs five of an app's queries
/// at once; one more is refused (<see cref="IsFull"/>). Throws <see cref="ShopifyException"/>. Source: shopify.dev, bulk operations.
/// </summary>
public sealed class BulkOperations(AdminClient admin)
{
    private const string CatalogueName = "query BulkCatalogue";

    private static readonly AdminDocument Catalogue = AdminDocument.Query("BulkCatalogue");
    private static readonly AdminDocument Start = AdminDocument.SingleChange("BulkStart");
    private static readonly AdminDocument Look = AdminDocument.Query("BulkLook");
    private static readonly AdminDocument Latest = AdminDocument.Query("BulkLatest");
    private static readonly AdminDocument Cancel = AdminDocument.RepeatableChange("BulkCancel");

    /// <summary>
    /// Starts an export of every product with variants, media, collections and our own metafields; its lines are read with
    /// <see cref="BulkLine.Parse"/>. Needs <c>read_products</c>. After an unknown outcome look with <see cref="FindAsync"/>
    /// before starting another.
    /// </summary>
    /// <param name="access">The shop and its token.</param>
    /// <param name="mark">Names this export for good; letters and digits. It becomes part of the query's name, which Shopify keeps.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<BulkOperation> StartCatalogueAsync(ShopAccess access, string mark, CancellationToken ct)
    {
        var query = Catalogue.Text.Replace(CatalogueName, NameOf(mark), StringComparison.Ordinal);
        var answer = await admin.SendAsync<StartData>(access, Start, new { query }, ct);
        return answer.Data.BulkOperationRunQuery?.BulkOperation?.ToOperation()
            ?? throw new ShopifyException(ShopifyErrorKind.Malformed, "Shopify named no bulk operation.") { RequestId = answer.RequestId, OutcomeUnknown = true };
    }

    /// <summary>The newest export started under this mark, or null: tells after a lost answer or a crash whether it had begun.</summary>
    public async Task<BulkOperation?> FindAsync(ShopAccess access, string mark, CancellationToken ct)
    {
        var name = NameOf(mark);
        var latest = (await admin.SendAsync<LatestData>(access, Latest, new { }, ct)).Data.BulkOperations.Nodes;
        return latest.Where(node => node.Query.Contains(name, StringComparison.Ordinal)).Select(node => node.ToOperation()).FirstOrDefault();
    }

    /// <summary>How far an operation is; null when the shop does not know it. Each look gives fresh addresses.</summary>
    public async Task<BulkOperation?> ReadAsync(ShopAccess access, string operationId, CancellationToken ct) =>
        (await admin.SendAsync<LookData>(access, Look, new { id = operationId }, ct)).Data.BulkOperation?.ToOperation();

    /// <summary>Asks Shopify to stop. It may take a while; <see cref="ShopifyErrorKind.UserErrors"/> when it has ended already.</summary>
    public async Task CancelAsync(ShopAccess access, string operationId, CancellationToken ct) =>
        await admin.SendAsync<CancelData>(access, Cancel, new { id = operationId }, ct);

    /// <summary>Whether a start was refused because the shop runs as many operations as it may: try again later.</summary>
    public static bool IsFull(ShopifyException refusal) => refusal.Has("LIMIT_REACHED") || refusal.Has("OPERATION_IN_PROGRESS");

    private static string NameOf(string mark) => mark.All(char.IsAsciiLetterOrDigit) && mark.Length > 0
        ? $"{CatalogueName}_{mark}"
        : throw new ArgumentException("A mark is letters and digits.", nameof(mark));

    private sealed record StartData(Payload? BulkOperationRunQuery);

    private sealed record CancelData(Payload? BulkOperationCancel);

    private sealed record Payload(BulkNode? BulkOperation);

    private sealed record LookData(BulkNode? BulkOperation);

    private sealed record LatestData(BulkList BulkOperations);

    private sealed record BulkList(IReadOnlyList<BulkNode> Nodes);
}

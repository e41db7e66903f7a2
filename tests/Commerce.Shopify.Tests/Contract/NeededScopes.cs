namespace Commerce.Shopify.Tests.Contract;

/// <summary>
/// The access scopes that each thing asked of the root needs, as shopify.dev names them on the page of each field; the
/// introspection does not tell. Several scopes are alternatives. What is missing here fails the test until it is looked up.
/// </summary>
internal static class NeededScopes
{
    private static readonly string[] None = [];
    private static readonly string[] ReadProducts = ["read_products"];
    private static readonly string[] WriteProducts = ["write_products"];
    private static readonly string[] ReadFiles = ["read_files", "read_products"];
    private static readonly string[] WriteFiles = ["write_files"];

    public static readonly IReadOnlyDictionary<string, string[]> Of = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["shop"] = None,
        ["shopBillingPreferences"] = None,
        ["job"] = None,
        ["currentAppInstallation"] = None,
        ["appSubscriptionCreate"] = None,
        ["appSubscriptionCancel"] = None,
        ["appSubscriptionLineItemUpdate"] = None,
        ["appPurchaseOneTimeCreate"] = None,
        ["appUsageRecordCreate"] = None,
        ["bulkOperation"] = None,
        ["bulkOperations"] = None,
        ["bulkOperationCancel"] = None,
        ["bulkOperationRunQuery"] = None,
        ["flowTriggerReceive"] = None,
        ["product"] = ReadProducts,
        ["products"] = ReadProducts,
        ["productsCount"] = ReadProducts,
        ["productVariant"] = ReadProducts,
        ["collection"] = ReadProducts,
        ["collections"] = ReadProducts,
        ["files"] = ReadFiles,
        ["stagedUploadsCreate"] = ["write_files", "write_products"],
        ["fileCreate"] = WriteFiles,
        ["fileUpdate"] = WriteFiles,
        ["productUpdate"] = WriteProducts,
        ["productReorderMedia"] = WriteProducts,
        ["productVariantAppendMedia"] = WriteProducts,
        ["productVariantDetachMedia"] = WriteProducts,
        ["metafieldsSet"] = WriteProducts,
        ["metafieldsDelete"] = WriteProducts,
        ["node:AppSubscription"] = None,
        ["node:AppPurchaseOneTime"] = None,
        ["node:BulkOperation"] = None,
        ["node:Product"] = ReadProducts,
        ["node:ProductVariant"] = ReadProducts,
        ["node:Media"] = ReadFiles,
        ["node:MediaImage"] = ReadFiles,
        ["node:Video"] = ReadFiles,
        ["node:File"] = ReadFiles,
    };
}

namespace Commerce.Web.Webhooks;

/// <summary>What is said of refused deliveries: nothing that came with them.</summary>
internal static partial class WebhookLog
{
    // Deliveries that a merchant sends by hand from the store's notification settings are signed with another secret.
    [LoggerMessage(1, LogLevel.Debug, "A webhook was refused: its signature is not the app's")]
    public static partial void NotSigned(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "A webhook was refused: its body tells of another shop than its header")]
    public static partial void OtherShop(ILogger logger);
}

using Commerce.Shopify.Signatures;

namespace Commerce.Webhooks;

/// <summary>A delivery between the door and the table, and the promise its request waits for.</summary>
public sealed class Arrival(WebhookHeaders headers, string body)
{
    // Whoever waits goes on by itself: the writer has others to serve.
    private readonly TaskCompletionSource<Guid?> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookHeaders Headers => headers;

    public string Body => body;

    /// <summary>The store whose inbox now has it, once that is committed; null when it was there already or has no store.</summary>
    public Task<Guid?> Kept => kept.Task;

    public void Keep(Guid? storeId) => kept.TrySetResult(storeId);

    public void Fail(Exception error) => kept.TrySetException(error);
}
